/*
 * What the commands say in the terminal. Plain Vietnamese and plain JavaScript: they speak before anything is
 * installed or built, and so before there are message functions.
 */

/** @param {string} required @param {string} present */
export const oldNode = (required, present) =>
	`Chuông Vàng cần Node.js ${required} trở lên; máy này đang có ${present}.\n` +
	'Hãy cài bản LTS mới nhất từ https://nodejs.org rồi chạy lại lệnh này.';

export const installing = 'Đang cài các gói cần thiết (lần đầu có thể mất vài phút)…';
export const building = 'Đang dựng chương trình (khoảng một phút)…';
export const olderBuild =
	'Mã nguồn đã đổi, nhưng chương trình đang chạy từ bản dựng trước nên bản ấy được giữ nguyên. ' +
	'Muốn dùng bản mới: dừng chương trình rồi chạy lại npm start.';

/** @param {string} output */
export const installFailed = (output) =>
	`${lastLines(output)}\n\nKhông cài được các gói cần thiết.\n` +
	(output.includes('ENOSPC')
		? noSpace
		: 'Hãy kiểm tra kết nối mạng và quyền ghi vào thư mục này, rồi chạy lại lệnh.');

/** @param {string} output */
export const buildFailed = (output) =>
	`${lastLines(output)}\n\nKhông dựng được chương trình.\n` +
	(output.includes('ENOSPC') ? noSpace : 'Nếu bạn không sửa mã nguồn, hãy báo lỗi này kèm những dòng trên.');

/** Where programs say why they have failed. @param {string} output */
const lastLines = (output) => output.split('\n').slice(-30).join('\n');

const noSpace = 'Ổ đĩa đã đầy. Hãy giải phóng ít nhất 1 GB rồi chạy lại lệnh.';

/**
 * @typedef {object} Failure the errors that a person can do something about, wherever their class was loaded
 * @property {string} name
 * @property {string} [code]
 * @property {string} [detail]
 * @property {string} [syscall]
 * @property {string} [path]
 * @property {string} [address]
 * @property {number} [port]
 * @property {string[]} [names]
 */

/**
 * What has happened and what to do, for a failure that is not a bug; undefined for a bug.
 * @param {unknown} error
 * @returns {string | undefined}
 */
export function explain(error) {
	if (!(error instanceof Error)) return undefined;
	const failure = /** @type {Failure} */ (error);
	if (failure.name === 'DatabaseUnavailableError') return database(failure.code ?? '', failure.detail ?? '');
	if (failure.name === 'ConfigError') return settings(failure.names ?? []);
	if (failure.name === 'UnknownSchemaError')
		return (
			`Dữ liệu này do một bản Chuông Vàng mới hơn ghi (${(failure.names ?? []).join(', ')}).\n` +
			'Hãy cập nhật chương trình (git pull) rồi chạy lại; bản cũ này không đụng vào dữ liệu.'
		);
	if (failure.syscall === 'listen') return listening(failure);
	if (failure.code === 'ENOSPC' || failure.code === '53100') return noSpace;
	return undefined;
}

/** @param {Failure} failure */
function listening({ code, port = 0, address }) {
	if (code === 'EADDRINUSE')
		return (
			`Cổng ${port} đang được một chương trình khác dùng (có thể Chuông Vàng đã chạy ở cửa sổ khác).\n` +
			`Hãy tắt chương trình đó, hoặc chọn cổng khác: PORT=${port + 1} npm start`
		);
	if (code === 'EACCES')
		return `Không có quyền mở cổng ${port}. Hãy chọn cổng từ 1024 trở lên: PORT=3000 npm start`;
	if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
		return `Máy này không có địa chỉ ${address ?? ''}. Hãy sửa hoặc bỏ biến môi trường HOST.`;
	return undefined;
}

/** @param {string[]} names */
function settings(names) {
	/** @type {Record<string, string>} */
	const wanted = {
		PORT: 'một số từ 0 đến 65535, ví dụ PORT=3000',
		DATABASE_URL: databaseForm,
		PUBLIC_URL:
			'một địa chỉ đầy đủ, không có đường dẫn phía sau tên miền, ví dụ PUBLIC_URL=https://thi.example.vn',
		TRUST_PROXY: '1 (tin máy chủ trung gian) hoặc 0',
		BACKUP_HOURS: 'số giờ giữa hai lần sao lưu, từ 0 (không tự sao lưu) đến 8760, ví dụ BACKUP_HOURS=24',
		BACKUP_KEEP: 'số bản sao lưu được giữ, từ 1 đến 10000, ví dụ BACKUP_KEEP=14',
		METRICS_TOKEN: 'từ 16 đến 200 chữ cái không dấu, chữ số, dấu, không có khoảng trắng',
		LOG_FORMAT: 'text (cho người đọc) hoặc json (cho máy đọc)',
		LOG_REQUESTS: '1 (ghi mỗi lượt mở trang vào nhật ký) hoặc 0'
	};
	return [...new Set(names)]
		.map(
			(name) =>
				`Biến môi trường ${name} có giá trị không dùng được. Cần: ${wanted[name] ?? 'một giá trị khác'}.`
		)
		.join('\n');
}

const databaseForm =
	'dạng postgres://tài_khoản:mật_khẩu@máy:5432/tên_cơ_sở_dữ_liệu; trong mật khẩu, các ký tự @ : / ? # % ' +
	'phải viết thành %40 %3A %2F %3F %23 %25';

/** @param {string} code @param {string} detail */
function database(code, detail) {
	/** @type {Record<string, string>} */
	const texts = {
		bad_url: `Đây không phải địa chỉ PostgreSQL.\nCần: ${databaseForm}.`,
		unreachable:
			`Không kết nối được PostgreSQL ở ${detail}.\n` +
			'Hãy kiểm tra máy chủ cơ sở dữ liệu đang chạy và DATABASE_URL đúng; ' +
			'hoặc bỏ DATABASE_URL để dùng cơ sở dữ liệu đi kèm.',
		login_refused:
			`PostgreSQL ở ${detail} từ chối tài khoản hoặc mật khẩu.\n` +
			'Hãy kiểm tra DATABASE_URL; với cơ sở dữ liệu đi kèm, hãy đặt lại tệp postgres.password cũ, ' +
			'hoặc khôi phục bản sao lưu mới nhất vào một thư mục khác (DATA_DIR=/thư/mục).',
		no_database: `Máy chủ PostgreSQL không có cơ sở dữ liệu ${detail}. Hãy tạo nó (createdb) hoặc sửa DATABASE_URL.`,
		too_old: `PostgreSQL ${detail} quá cũ. Cần bản 15 trở lên; hoặc bỏ DATABASE_URL để dùng bản đi kèm.`,
		not_utf8: `Cơ sở dữ liệu ${detail} không dùng bảng mã UTF8. Hãy tạo lại: createdb --encoding=UTF8 --template=template0`,
		no_tables:
			`Cơ sở dữ liệu ${detail} chưa có dữ liệu của Chuông Vàng, nên lệnh này không làm gì.\n` +
			'DATABASE_URL đúng chưa?',
		no_data:
			`Thư mục ${detail} chưa có dữ liệu của Chuông Vàng, nên lệnh này không làm gì.\n` +
			'DATA_DIR đúng chưa? (Dữ liệu ở PostgreSQL riêng: đặt DATABASE_URL.)',
		moved:
			`Dữ liệu đã được chuyển sang PostgreSQL khác (${detail}).\n` +
			'Hãy đặt DATABASE_URL thành địa chỉ ấy. Muốn quay lại dữ liệu cũ trong thư mục này: xóa tệp moved.json.',
		no_binaries:
			`Bản PostgreSQL đi kèm không chạy được trên máy này (${detail}).\n` +
			'Hãy cài PostgreSQL 15 trở lên và đặt DATABASE_URL=postgres://… trước khi chạy npm start.',
		no_permission:
			`Không có quyền đọc, ghi ${detail}.\n` +
			'Hãy chạy bằng tài khoản sở hữu thư mục đó, hoặc chọn thư mục khác: DATA_DIR=/thư/mục npm start',
		not_a_folder: `${detail} không phải là thư mục. Hãy chọn một thư mục: DATA_DIR=/thư/mục npm start`,
		no_space: `${noSpace}\nDữ liệu nằm ở ${detail}; chưa có gì bị mất.`,
		init_failed: `Không tạo được cơ sở dữ liệu đi kèm. Lý do nằm ở cuối tệp ${detail}.`,
		start_failed: `Không khởi động được cơ sở dữ liệu đi kèm. Lý do nằm ở cuối tệp ${detail}.`
	};
	return texts[code];
}

/**
 * The lines under which a running server can be reached.
 * @param {{ local: string, lan: string[], qr: string, setup: string | null }} at
 */
export function banner({ local, lan, qr, setup }) {
	const lines = ['', '🔔 Chuông Vàng đang chạy', '', `   Trên máy này:     ${local}`];
	lan.forEach((url, i) => lines.push(`   ${i ? '             ' : 'Trong mạng:  '}     ${url}`));
	if (lan.length > 0) {
		lines.push('', ...qr.split('\n').map((line) => `   ${line}`), '');
		lines.push(`   Thí sinh cùng mạng quét mã trên, hoặc mở ${lan[0]}`);
	} else lines.push('', '   Máy này chưa vào mạng nào: điện thoại chưa thể kết nối.');
	lines.push('');
	if (setup)
		lines.push(
			'   Lần đầu tiên: mở liên kết này để tạo tài khoản quản trị (dùng một lần, trong 24 giờ):',
			`   ${setup}`
		);
	else lines.push(`   Ban tổ chức đăng nhập: ${local}/login`);
	lines.push('', '   Muốn dừng: nhấn Ctrl+C', '');
	return lines.join('\n');
}

export const untrustedProxy =
	'   Chú ý: PUBLIC_URL là https mà TRUST_PROXY chưa bật, nên biểu mẫu gửi qua proxy (đăng nhập, lưu…) sẽ bị từ chối.\n' +
	'   Hãy đặt TRUST_PROXY=1 nếu trước chương trình có Caddy, nginx hay một proxy khác.\n';

export const stopping = 'Đang dừng: ghi nốt dữ liệu và đóng kết nối…';

/** @param {string | null} setup */
export const devRunning = (setup) =>
	'🔔 Chuông Vàng đang chạy (chế độ phát triển)' + (setup ? `\n   Tạo tài khoản quản trị: ${setup}` : '');
