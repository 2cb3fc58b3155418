export const fileTypes = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	csv: 'text/csv; charset=utf-8',
	json: 'application/json',
	txt: 'text/plain; charset=utf-8',
	xml: 'application/xml',
	pdf: 'application/pdf',
	chuongvang: 'application/octet-stream'
} as const;

/** A file for the reader to keep, under a name of any letters. */
export function download(content: Uint8Array | string, name: string, type: keyof typeof fileTypes): Response {
	const file = `${name.replace(/[/\\:*?"<>|\p{Cc}]+/gu, ' ').trim()}.${type}`;
	const plain = file
		.replaceAll('đ', 'd')
		.replaceAll('Đ', 'D')
		.normalize('NFD')
		.replace(/[^\x20-\x7e]/g, '');
	return new Response(typeof content === 'string' ? content : Buffer.from(content), {
		headers: {
			'Content-Type': fileTypes[type],
			'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
			'Cache-Control': 'private, no-store'
		}
	});
}
