/** What a person finds in the data folder. */
export function readme(data: string): string {
	return `Thư mục này giữ toàn bộ dữ liệu của Chuông Vàng. Đừng xoá khi chưa sao lưu.
Cơ sở dữ liệu PostgreSQL nằm ở: ${data}
Bản sao lưu nằm trong thư mục backups (trừ khi đặt BACKUP_DIR). Muốn sao lưu ngay: npm run cli -- backup. Nên chép bản sao lưu
sang một ổ đĩa khác. Muốn khôi phục: npm run cli -- restore TỆP.
Nhật ký của PostgreSQL: postgres.log. Mật khẩu trong postgres.password chỉ dùng trên máy này.

This folder holds all data of Chuông Vàng. Do not delete it without a backup.
The PostgreSQL database is in: ${data}
Backups are in the folder backups (unless BACKUP_DIR is set). To back up now: npm run cli -- backup. Copy them to another disk.
To restore: npm run cli -- restore FILE.
PostgreSQL's log: postgres.log. The password in postgres.password is for this machine only.
`;
}
