/** What a person finds in the data folder. */
export function readme(data: string): string {
	return `Thư mục này giữ toàn bộ dữ liệu của Chuông Vàng. Đừng xoá khi chưa sao lưu.
Cơ sở dữ liệu PostgreSQL nằm ở: ${data}
Muốn sao lưu: dừng chương trình, rồi chép cả thư mục này và thư mục vừa nêu.
Nhật ký của PostgreSQL: postgres.log. Mật khẩu trong postgres.password chỉ dùng trên máy này.

This folder holds all data of Chuông Vàng. Do not delete it without a backup.
The PostgreSQL database is in: ${data}
To back up: stop the program, then copy this folder and the folder named above.
PostgreSQL's log: postgres.log. The password in postgres.password is for this machine only.
`;
}
