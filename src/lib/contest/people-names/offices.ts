/*
 * Names behind which one expects whoever runs the contest. `Nguyễn Trọng Tài`, `Lê Thu Kỳ` and `Trần Quân Trí` are honest names: what
 * sounds like such a one has to be written with its own marks, or to stand at the beginning.
 */

/** With these marks or any others, anywhere. */
export const offices = [
	'ban tổ chức', 'btc', 'bgk', 'ban giám khảo', 'giám khảo', 'ban thư ký', 'ban cố vấn', 'ban kỹ thuật', 'người dẫn chương trình',
	'dẫn chương trình', 'mc', 'admin', 'administrator', 'mod', 'moderator', 'host', 'system', 'quản trị viên', 'rung chuông vàng',
	'hiệu trưởng', 'hiệu phó', 'chủ nhiệm', 'bí thư đoàn'
]; // prettier-ignore

/** With exactly these marks. */
export const officesByMarks = ['thư ký', 'quản trị', 'hệ thống'];

/** At the beginning of a name: with a family name before it, it is somebody's own. */
export const officesFirst = ['thầy', 'trọng tài', 'tổ trọng tài', 'ban trọng tài', 'thư ký', 'quản trị'];

/** Whom nobody is called after, and what a hall of the Đoàn would not laugh at. Names that honest people bear, too, are not among them. */
export const leaders = [
	'hồ chí minh', 'bác hồ', 'hồ chủ tịch', 'nguyễn ái quốc', 'nguyễn phú trọng', 'tô lâm', 'phạm minh chính', 'võ nguyên giáp',
	'đảng cộng sản', 'việt tân', 'cờ vàng'
]; // prettier-ignore
