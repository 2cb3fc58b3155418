import type { Random } from './random';

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Huỳnh', 'Phan', 'Vũ', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'A', 'Y'] as const; // prettier-ignore
const middles = ['Thị', 'Văn', 'Minh', 'Ngọc', 'Thanh', 'Quốc', 'Hữu', 'Gia', 'Bảo', 'Kim', 'Đức', 'Thùy', 'Hoài'] as const; // prettier-ignore
const givens = ['An', 'Anh', 'Bình', 'Châu', 'Chi', 'Dũng', 'Duy', 'Giang', 'Hà', 'Hân', 'Hiếu', 'Hòa', 'Huy', 'Khánh', 'Khoa', 'Lan', 'Linh', 'Long', 'Mai', 'Nam', 'Nga', 'Nhi', 'Phúc', 'Phương', 'Quân', 'Quỳnh', 'Sơn', 'Thảo', 'Trang', 'Tú', 'Tuấn', 'Uyên', 'Vy', 'Yến'] as const; // prettier-ignore

/** A full name as one meets it at a Vietnamese school. */
export function vietnameseName(random: Random): string {
	return `${random.pick(families)} ${random.pick(middles)} ${random.pick(givens)}`;
}
