/** What everybody in the country is glad to be called: of its nature, and of its past. */
const things = [
	'Sao Mai', 'Sao Khuê', 'Chim Lạc', 'Tre Xanh', 'Sen Hồng', 'Trống Đồng', 'Suối Trong', 'Đại Ngàn', 'Thông Reo', 'Nắng Mai',
	'Gió Lộng', 'Sóng Biếc', 'Cánh Diều', 'Lúa Vàng', 'Hướng Dương', 'Hải Âu', 'Bồ Câu', 'Ong Thợ', 'Kơ Nia', 'Nhà Rông',
	'Cồng Chiêng', 'Thác Bạc', 'Rừng Già', 'Núi Biếc', 'Đèn Biển', 'Mỏ Neo', 'Ngọn Đuốc', 'Cầu Vồng', 'Trăng Rằm', 'Mưa Xuân',
	'Bạch Đằng', 'Chi Lăng', 'Hoa Lư', 'Thăng Long', 'Tây Sơn', 'Lam Sơn', 'Điện Biên', 'Trường Sơn', 'Cổ Loa', 'Phù Đổng'
] as const; // prettier-ignore
const virtues = [
	'Kiên Trì', 'Dũng Cảm', 'Nhanh Trí', 'Vui Tươi', 'Chăm Chỉ', 'Sáng Dạ', 'Bền Bỉ', 'Hiếu Học', 'Tự Tin', 'Rạng Rỡ', 'Thông Thái',
	'Hiền Hòa', 'Lạc Quan', 'Can Trường', 'Tinh Anh', 'Chân Thành', 'Nhiệt Thành', 'Khéo Léo', 'Vững Vàng', 'Tháo Vát',
	'Hăng Hái', 'Thân Thiện', 'Cần Mẫn', 'Mưu Trí', 'Hào Hiệp', 'Bình Tĩnh', 'Trung Thực', 'Nhân Ái', 'Sôi Nổi', 'Ham Hiểu Biết'
] as const; // prettier-ignore

/**
 * A name that the program gives instead of one that somebody types: cheerful, and unmistakable by the number that stands behind.
 * `draw`: eight random bytes, which decide the words. `number`: the SBD, or what tells an onlooker apart.
 */
export function generatedName(draw: Uint8Array, number: string): string {
	const bytes = new DataView(draw.buffer, draw.byteOffset, 8);
	const thing = things[bytes.getUint32(0) % things.length] ?? things[0];
	const virtue = virtues[bytes.getUint32(4) % virtues.length] ?? virtues[0];
	return `${thing} ${virtue} ${number}`;
}
