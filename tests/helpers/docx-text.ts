import { Zip } from '../../src/lib/server/files/zip';

/** What a Word file says, without its looks. */
export function docxText(bytes: Uint8Array): string {
	const xml = new TextDecoder().decode(new Zip(bytes).read('word/document.xml'));
	return xml
		.replace(/<\/w:p>/g, '\n')
		.replace(/<[^>]+>/g, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&');
}
