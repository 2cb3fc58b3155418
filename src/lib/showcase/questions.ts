import { unsaid } from '$lib/bank/question';
import type { QuestionKind } from '$lib/contest/setup';
import type { ContestMedia, ContestQuestion } from '$lib/contest/state';

/** A question as the show plays it, before it has its number and its place. */
export type ShownQuestion = Omit<ContestQuestion, 'no' | 'kind' | 'round'>;

const base = { ...unsaid, media: [], limitMs: 20_000, bankId: null };

/** A medium that stands for any other of its kind; its token names what is drawn in its place. */
function medium(kind: ContestMedia['kind'], shape: [number, number], on: ContestMedia['on']): ContestMedia {
	const [width, height] = shape;
	return { id: '', kind, on, alt: 'Trống đồng Ngọc Lũ', width, height, token: `${kind}-${width}x${height}` };
}

const words =
	'Phát triển kinh tế - xã hội và bảo vệ môi trường là trung tâm; xây dựng Đảng là then chốt; phát triển văn hóa là nền tảng tinh thần; bảo đảm quốc phòng, an ninh là trọng yếu, thường xuyên';

/** Everything that a question may put before the show: short and long texts, all types, media, formulas. */
export const shownQuestions = {
	short: {
		...base,
		type: 'single',
		text: '1+1=?',
		options: ['1', '2', '3', '4'],
		key: 'B',
		topic: 'Khởi động'
	},
	usual: {
		...base,
		type: 'single',
		text: 'Phương châm của Đại hội XIII là gì?',
		options: [
			'Đoàn kết - Dân chủ - Kỷ cương - Đổi mới',
			'Đoàn kết - Dân chủ - Kỷ cương - Đột phá - Phát triển',
			'Đoàn kết - Dân chủ - Kỷ cương - Sáng tạo - Phát triển',
			'Trí tuệ - Dân chủ - Đoàn kết - Đổi mới'
		],
		key: 'C',
		explanation:
			'Năm cụm từ của phương châm Đại hội XIII kết thúc bằng “Sáng tạo - Phát triển”; “Đột phá” thuộc phương châm Đại hội XIV.',
		source: 'Báo Phụ nữ Thành phố Hồ Chí Minh, 30/01/2021',
		topic: 'Đại hội XIII'
	},
	long: {
		...base,
		type: 'single',
		text: `Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng xác định phải bảo đảm đồng bộ các nhiệm vụ: phát triển kinh tế - xã hội, xây dựng Đảng, phát triển văn hóa, bảo đảm quốc phòng, an ninh. Trong các phương án dưới đây, phương án nào nêu đúng và đầy đủ nhất vị trí của từng nhiệm vụ, theo đúng thứ tự và cách diễn đạt được ghi trong văn kiện, được Ban Chấp hành Trung ương thông qua và phổ biến tới toàn thể cán bộ, đảng viên, đoàn viên, thanh niên trong cả nước để học tập, quán triệt và triển khai thực hiện?`,
		options: [
			words,
			words.replace('trung tâm', 'then chốt').replace('Đảng là then chốt', 'Đảng là trung tâm'),
			words.replace('nền tảng tinh thần', 'động lực'),
			words.replace('trọng yếu, thường xuyên', 'nhiệm vụ hàng đầu')
		],
		key: 'A',
		explanation: `Văn kiện Đại hội XIII, tập I, trang 110: “${words}.”`,
		source: 'Văn kiện Đại hội đại biểu toàn quốc lần thứ XIII, NXB Chính trị quốc gia Sự thật, 2021',
		topic: 'Văn kiện Đại hội XIII',
		limitMs: 60_000
	},
	trueFalse: {
		...base,
		type: 'true_false',
		text: 'Đoàn TNCS Hồ Chí Minh được thành lập ngày 26/3/1931.',
		options: ['Đúng', 'Sai'],
		key: 'A',
		explanation: 'Ngày 26/3/1931 được Đại hội Đoàn toàn quốc lần thứ III lấy làm ngày thành lập Đoàn.',
		topic: 'Lịch sử Đoàn'
	},
	multiple: {
		...base,
		type: 'multiple',
		text: 'Những thành phố nào trực thuộc Trung ương?',
		options: ['Huế', 'Đà Lạt', 'Cần Thơ', 'Nha Trang', 'Hải Phòng'],
		key: 'ACE',
		explanation: 'Huế trở thành thành phố trực thuộc Trung ương từ ngày 01/01/2025.',
		topic: 'Địa lý'
	},
	ordering: {
		...base,
		type: 'ordering',
		text: 'Sắp xếp các sự kiện theo thứ tự thời gian.',
		options: ['Chiến thắng Điện Biên Phủ', 'Thành lập Đảng', 'Cách mạng tháng Tám', 'Thống nhất đất nước'],
		key: 'BCAD',
		explanation: '1930, 1945, 1954, 1975.',
		topic: 'Lịch sử'
	},
	typed: {
		...base,
		type: 'short',
		text: 'Điền vào chỗ trống câu nói của Lý Tự Trọng: “Con đường của thanh niên chỉ là con đường …”',
		options: [],
		key: 'cách mạng',
		accepted: ['của cách mạng'],
		explanation: 'Lời của Lý Tự Trọng trước tòa án thực dân Pháp năm 1931.',
		topic: 'Đoàn TNCS Hồ Chí Minh'
	},
	number: {
		...base,
		type: 'number',
		text: 'Đại hội XIII của Đảng có bao nhiêu đại biểu chính thức tham dự?',
		options: [],
		key: '1587',
		explanation: 'Đại hội XIII có 1.587 đại biểu, đông nhất trong 13 kỳ đại hội.',
		topic: 'Đại hội XIII'
	},
	formula: {
		...base,
		type: 'single',
		text: 'Nghiệm của phương trình $x^2 - 5x + 6 = 0$ là',
		options: [
			'$x_1 = 2,\\ x_2 = 3$',
			'$x_1 = -2,\\ x_2 = -3$',
			'$x_{1,2} = \\frac{5 \\pm \\sqrt{1}}{4}$',
			'vô nghiệm'
		],
		key: 'A',
		explanation: '$\\Delta = 25 - 24 = 1$, vậy $x_{1,2} = \\frac{5 \\pm 1}{2}$.',
		topic: 'Toán học'
	},
	picture: {
		...base,
		type: 'single',
		text: 'Hiện vật trong ảnh thuộc nền văn hóa nào?',
		options: ['Sa Huỳnh', 'Óc Eo', 'Đông Sơn', 'Phùng Nguyên'],
		key: 'C',
		media: [medium('image', [1200, 900], 'text')],
		explanation: 'Trống đồng Ngọc Lũ là hiện vật tiêu biểu của văn hóa Đông Sơn, Bảo vật quốc gia.',
		topic: 'Văn hóa'
	},
	banner: {
		...base,
		type: 'single',
		text: 'Bức tranh toàn cảnh này mô tả chiến dịch nào?',
		options: ['Biên giới 1950', 'Hòa Bình 1952', 'Điện Biên Phủ 1954', 'Hồ Chí Minh 1975'],
		key: 'C',
		media: [medium('image', [1600, 500], 'text')],
		explanation: 'Bức panorama ở Bảo tàng Chiến thắng lịch sử Điện Biên Phủ.',
		topic: 'Lịch sử'
	},
	pictured: {
		...base,
		type: 'single',
		text: 'Tỉnh nào có đường biên giới với cả Lào và Campuchia?',
		options: ['Kon Tum', 'Gia Lai', 'Quảng Trị', 'Tây Ninh'],
		key: 'A',
		media: [medium('image', [900, 1200], 'explanation')],
		explanation: 'Cột mốc ba biên Việt Nam - Lào - Campuchia ở xã Bờ Y, Kon Tum.',
		topic: 'Địa lý'
	},
	sound: {
		...base,
		type: 'single',
		text: 'Đoạn nhạc trên trích từ bài hát nào?',
		options: ['Thanh niên làm theo lời Bác', 'Tiến quân ca', 'Đoàn ca', 'Lên đàng'],
		key: 'A',
		media: [medium('audio', [0, 0], 'text')],
		topic: 'Âm nhạc'
	},
	bell: {
		...base,
		type: 'single',
		text: 'Bản Tuyên ngôn Độc lập được Bác Hồ soạn thảo tại ngôi nhà nào?',
		options: ['48 Hàng Ngang', '5D Hàm Long', '90 Thợ Nhuộm', '312 Khâm Thiên'],
		key: 'A',
		explanation: 'Bác ở và làm việc tại nhà số 48 phố Hàng Ngang, Hà Nội từ cuối tháng 8/1945.',
		topic: 'Bác Hồ với thanh niên',
		limitMs: 30_000
	}
} satisfies Record<string, ShownQuestion>;
export type ShownQuestionName = keyof typeof shownQuestions;

const fillers = ['usual', 'trueFalse', 'typed', 'number', 'usual', 'trueFalse'] as const;
/** The how-manyth main question is the one that is shown. */
export const shownAs = 7;
const mains = 20;
const bellTopics = ['Bác Hồ với thanh niên', 'Lịch sử Đảng', 'Văn hóa Tây Nguyên'];

/** The question set of a contest that shows one question: the others are there to be played before and after it. */
export function plan(shown: ShownQuestion): ContestQuestion[] {
	const main = Array.from({ length: mains }, (_, i): ShownQuestion =>
		i === shownAs - 1 ? shown : shownQuestions[fillers[i % fillers.length] ?? 'usual']
	);
	const kinds: [QuestionKind, ShownQuestion[]][] = [
		['main', main],
		['spare', [shownQuestions.usual, shownQuestions.trueFalse]],
		['rescue', [shownQuestions.trueFalse]],
		['tiebreak', [shownQuestions.number]],
		['bell', bellTopics.map((topic) => ({ ...shownQuestions.bell, topic }))],
		['audience', [shownQuestions.usual]]
	];
	return kinds
		.flatMap(([kind, questions]) => questions.map((q) => ({ ...q, kind, round: kind === 'main' ? 0 : -1 })))
		.map((question, i) => ({ ...question, no: i + 1 }));
}
