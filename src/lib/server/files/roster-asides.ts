import { searchForm } from '$lib/bank/normal';

/** How the rows around a list begin that name nobody: sums, remarks, who signs. In the form that is searched. */
const heads = [
	/^(tong|cong)( so| cong)?( \p{L}+)*\s*:?\s*\d/u,
	/^(tong|cong|tong cong|tong so|ghi chu|luu y|nguoi lap|nguoi lap (bieu|danh sach))\s*:/,
	/^tong (cong|so)\b/,
	/^(an dinh )?danh sach (nay |tren )?(co|gom|an dinh)\b/,
	/^nguoi lap (bieu|danh sach)\b/,
	/^(ky ten|ky va ghi ro|xac nhan (cua|don vi|nha truong)|t\.?m\. )/,
	/^(hieu truong|bi thu (doan|chi doan)|thu truong (don vi|co quan))\b/,
	/^(.{2,40} )?ngay (\d+|\.{2,}|…) thang\b/,
	/^total\b.*\d/
];

/** Whether a row, as it is read from left to right, is no contestant but a line above or below the list. */
export function isAside(text: string): boolean {
	const said = searchForm(text);
	return heads.some((head) => head.test(said));
}
