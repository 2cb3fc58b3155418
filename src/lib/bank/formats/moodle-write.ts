import { plainText } from '../markup';
import { letter, type Media, type Question } from '../question';
import { categoryOf, heldCore } from './gift-write';
import { viaHtml, type NamedQuestion } from './held';
import { escapeHtml, toHtml } from './html';
import { inRightOrder, shares, splitKey } from './parts';

/** A picture, sound or film as it stands in a text file. */
export interface EncodedFile {
	mime: string;
	base64: string;
}

/** By the media's ids. */
export type EncodedFiles = ReadonlyMap<string, EncodedFile>;

/** What Moodle XML can hold of a question: all but who said so, as of when, how hard it is, its seconds and the note. */
export function heldInMoodle({ externalId, question }: NamedQuestion): NamedQuestion {
	const { explanation, topic, tags, media } = question;
	return {
		externalId,
		question: { ...heldCore(question), explanation: viaHtml(explanation), topic, tags, media }
	};
}

/** The questions as Moodle XML; media whose files are there stand in it. */
export function writeMoodle(questions: readonly NamedQuestion[], files: EncodedFiles): string {
	let topic = '';
	const parts = questions.map((named) => {
		const category =
			named.question.topic === topic
				? ''
				: element(
						'question type="category"',
						element('category', textElement(categoryOf(named.question.topic)))
					);
		topic = named.question.topic;
		return category + writeQuestion(named, files);
	});
	return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${parts.join('')}</quiz>\n`;
}

const types: Record<Question['type'], string> = {
	single: 'multichoice',
	multiple: 'multichoice',
	true_false: 'truefalse',
	short: 'shortanswer',
	number: 'numerical',
	ordering: 'ordering'
};

function writeQuestion({ externalId, question }: NamedQuestion, files: EncodedFiles): string {
	const title = plainText(question.text).replace(/\s+/g, ' ');
	const on = (where: Media['on']) => question.media.filter((m) => m.on === where);
	return element(
		`question type="${types[question.type]}"`,
		element('name', textElement(title.length > 60 ? `${title.slice(0, 59)}…`.toWellFormed() : title)) +
			htmlElement('questiontext', question.text, on('text'), files) +
			htmlElement('generalfeedback', question.explanation, on('explanation'), files) +
			'<defaultgrade>1</defaultgrade>\n' +
			`<idnumber>${escapeXml(externalId)}</idnumber>\n` +
			answers(question) +
			(question.tags.length === 0
				? ''
				: element('tags', question.tags.map((tag) => element('tag', textElement(tag))).join('')))
	);
}

function answers({ type, options, key, accepted }: Question): string {
	const answer = (fraction: number, text: string, more = '') =>
		element(`answer fraction="${fraction}" format="plain_text"`, textElement(text) + more);
	const option = (fraction: number, text: string) => htmlElement(`answer fraction="${fraction}"`, text);
	switch (type) {
		case 'single':
			return `<single>true</single>\n${options.map((o, i) => option(key === letter(i) ? 100 : 0, o)).join('')}`;
		case 'multiple': {
			const weights = shares(options.length, key);
			return `<single>false</single>\n${options.map((o, i) => option(weights[i] ?? 0, o)).join('')}`;
		}
		case 'true_false':
			return answer(key === 'A' ? 100 : 0, 'true') + answer(key === 'A' ? 0 : 100, 'false');
		case 'short':
			return [key, ...accepted].map((text) => answer(100, text.replaceAll('*', '\\*'))).join('');
		case 'number':
			return [key, ...accepted]
				.map((said) => {
					const { value, tolerance } = splitKey(said);
					return answer(100, value, `<tolerance>${tolerance}</tolerance>\n`);
				})
				.join('');
		case 'ordering':
			return (
				'<layouttype>VERTICAL</layouttype>\n<selecttype>ALL</selecttype>\n<selectcount>0</selectcount>\n' +
				'<gradingtype>ALL_OR_NOTHING</gradingtype>\n<showgrading>SHOW</showgrading>\n' +
				'<numberingstyle>none</numberingstyle>\n' +
				inRightOrder({ options, key })
					.map((item, i) => option(i + 1, item))
					.join('')
			);
	}
}

/** A text as HTML, with its media below it. */
function htmlElement(
	tag: string,
	text: string,
	media: readonly Media[] = [],
	files: EncodedFiles = new Map()
) {
	const shown = media.flatMap((medium) => {
		const file = files.get(medium.id);
		if (!file) return [];
		const name = `${medium.id.slice(0, 16)}.${extensions[file.mime] ?? 'bin'}`;
		return [
			{
				html: mediaHtml(medium, name),
				file: `<file name="${name}" path="/" encoding="base64">${file.base64}</file>\n`
			}
		];
	});
	const html = [toHtml(text), ...shown.map((s) => s.html)].join('');
	const body = html === '' ? '<text></text>\n' : `<text><![CDATA[${html}]]></text>\n`;
	return element(`${tag} format="html"`, body + shown.map((s) => s.file).join(''));
}

function mediaHtml({ kind, alt, width, height }: Media, name: string): string {
	const source = `src="@@PLUGINFILE@@/${name}"`;
	if (kind === 'image')
		return `<p><img ${source} alt="${escapeHtml(alt)}" width="${width}" height="${height}"></p>`;
	return `<p><${kind} controls ${source}></${kind}></p>`;
}

const extensions: Record<string, string> = {
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/webp': 'webp',
	'image/gif': 'gif',
	'image/avif': 'avif',
	'audio/mpeg': 'mp3',
	'audio/mp4': 'm4a',
	'audio/aac': 'aac',
	'audio/ogg': 'ogg',
	'audio/wav': 'wav',
	'video/mp4': 'mp4',
	'video/webm': 'webm'
};

function element(tag: string, body: string): string {
	return `<${tag}>\n${body}</${tag.split(' ')[0] ?? ''}>\n`;
}

function textElement(text: string): string {
	return `<text>${escapeXml(text)}</text>\n`;
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
