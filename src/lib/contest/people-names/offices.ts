/*
 * Names behind which one expects whoever runs the contest. `Nguyễn Trọng Tài`, `Lê Thu Kỳ` and `Trần Quân Trí` are honest names: what
 * sounds like such a one has to be written with its own marks, or to stand at the beginning.
 */

/** With these marks or any others, anywhere. */
export const offices = [
	'ban tổ chức', 'btc', 'bgk', 'ban giám khảo', 'giám khảo', 'ban thư ký', 'ban cố vấn', 'ban kỹ thuật', 'người dẫn chương trình',
	'dẫn chương trình', 'mc', 'admin', 'administrator', 'mod', 'moderator', 'host', 'system', 'quản trị viên', 'rung chuông vàng'
]; // prettier-ignore

/** With exactly these marks. */
export const officesByMarks = ['thư ký', 'quản trị', 'hệ thống'];

/** At the beginning of a name: with a family name before it, it is somebody's own. */
export const officesFirst = ['trọng tài', 'tổ trọng tài', 'ban trọng tài', 'thư ký', 'quản trị'];
