import { zip } from './zip';

const namespaces =
	'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
const relation = (id: string, type: string, target: string) =>
	`<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
const relations = (...all: string[]) =>
	`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;

/** A Word document whose body is written by hand; `more`: further parts, `numbering` and `styles` by their content. */
export function word(
	body: string,
	{
		numbering = '',
		styles = '',
		parts = {}
	}: { numbering?: string; styles?: string; parts?: Record<string, Buffer> } = {}
): Buffer {
	const files: Record<string, Buffer> = {
		'[Content_Types].xml': Buffer.from('<Types/>'),
		'_rels/.rels': Buffer.from(relations(relation('r1', 'officeDocument', 'word/document.xml'))),
		'word/_rels/document.xml.rels': Buffer.from(
			relations(
				relation('n', 'numbering', 'numbering.xml'),
				relation('s', 'styles', 'styles.xml'),
				...Object.keys(parts).map((path, i) => relation(`p${i}`, 'image', path.replace('word/', '')))
			)
		),
		'word/document.xml': Buffer.from(`<w:document ${namespaces}><w:body>${body}</w:body></w:document>`),
		'word/numbering.xml': Buffer.from(`<w:numbering ${namespaces}>${numbering}</w:numbering>`),
		'word/styles.xml': Buffer.from(`<w:styles ${namespaces}>${styles}</w:styles>`),
		...parts
	};
	return zip(files);
}

/** Text with its looks: `run('B', '<w:b/>')`. */
export const run = (text: string, looks = '') =>
	`<w:r><w:rPr>${looks}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A paragraph of runs or of plain text; `properties`: `<w:numPr>…`. */
export const paragraph = (content: string, properties = '') =>
	`<w:p><w:pPr>${properties}</w:pPr>${content.startsWith('<') ? content : run(content)}</w:p>`;

/** A paragraph of the list `id` at this depth. */
export const listed = (content: string, id: number, depth = 0) =>
	paragraph(content, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${id}"/></w:numPr>`);

/** Lists by the formats of their levels: `list(1, ['decimal', 'Câu %1.'], ['upperLetter', '%2.'])`. */
export const list = (id: number, ...levels: [format: string, text: string][]) =>
	`<w:abstractNum w:abstractNumId="${id}">${levels
		.map(
			([format, text], depth) =>
				`<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
		)
		.join('')}</w:abstractNum><w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`;
