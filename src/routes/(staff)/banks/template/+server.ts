import { requireStaff } from '$lib/server/auth';
import { writeBankXlsx } from '$lib/server/files/bank-xlsx';
import { download } from '$lib/server/files/download';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	requireStaff(event);
	return download(await writeBankXlsx([]), 'Mẫu ngân hàng câu hỏi', 'xlsx');
};
