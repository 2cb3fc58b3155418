import { unread, type Doubt, type FileDoubt, type RawBank, type RawQuestion } from '../draft';
import { escapeMarkup } from '../markup';
import { exactKey, rangeKey } from './exact';
import { find, findAll, findLast, split, unescapeGift } from './gift-signs';
import { fromFormat, type ForeignText, type TextFormat } from './text-format';
import { shownOrder } from './shown-order';
import { readChoice, readNumerical, readShort, type WeightedAnswer } from './weighted';

/*
 * GIFT, as Moodle documents and reads it: questions between blank lines, the answers in braces.
 */

/** A question's lines as they stand in the file, without comments. */
interface Block {
	/** Number of its first line, from 1. */
	place: number;
	text: string;
	comments: string;
}

const textFormats: TextFormat[] = ['moodle', 'html', 'plain', 'markdown'];

/** The questions of a text in GIFT. What can't be read is named, and nothing is guessed. */
export function readGift(text: string): RawBank {
	const questions: RawQuestion[] = [];
	const doubts: FileDoubt[] = [];
	let topic = '';
	for (const block of blocksOf(text)) {
		const category = /^\$CATEGORY:([^\n]*)\n?/.exec(block.text);
		if (category) topic = topicOf(category[1] ?? '');
		const body = block.text.slice(category?.[0].length ?? 0).trim();
		if (body === '') continue;
		const place = block.place + (category ? 1 : 0);
		const read = readBlock({ ...block, place, text: body }, topic);
		if ('kind' in read) doubts.push({ code: 'not_supported', place, value: read.kind });
		else questions.push(read);
	}
	return { title: '', language: '', note: '', questions, doubts };
}

/** Whether a text is in GIFT: what stands in braces are answers, or questions have names in double colons. */
export function looksLikeGift(text: string): boolean {
	let answers = 0;
	let others = 0;
	for (const block of blocksOf(text)) {
		if (/^\$CATEGORY:/.test(block.text)) answers++;
		const open = find(block.text, '{');
		const close = find(block.text, '}', open);
		if (open < 0) continue;
		const inside = block.text.slice(open + 1, close < 0 ? undefined : close).trim();
		const named = block.text.startsWith('::');
		if (/^[=~#]|^(?:TRUE|FALSE|T|F)(?=\s*(?:$|#))|^>\d*\s/.test(inside) || (named && close > 0)) answers++;
		else others++;
	}
	return answers > 0 && answers >= others;
}

function blocksOf(text: string): Block[] {
	const blocks: Block[] = [];
	let lines: string[] = [];
	let comments: string[] = [];
	let place = 0;
	const end = () => {
		const joined = lines.join('\n').trim();
		if (joined !== '') blocks.push({ place, text: joined, comments: comments.join('\n') });
		lines = [];
		comments = [];
	};
	text
		.replace(/^\ufeff/, '')
		.split(/\r\n?|\n/)
		.forEach((raw, i) => {
			const line = raw.trim();
			if (line === '') end();
			else if (line.startsWith('//')) comments.push(line);
			else {
				if (lines.length === 0) place = i + 1;
				lines.push(line);
			}
		});
	end();
	return blocks;
}

/** `$course$/top/Lịch sử/Chương 1` → `Lịch sử/Chương 1`; a slash of a name itself stands twice. */
export function topicOf(category: string): string {
	const names = category
		.trim()
		.split(/(?<!\/)\/(?!\/)/)
		.map((name) => name.replaceAll('//', '/').trim());
	if (/^\$[a-z]+\d*\$$/.test(names[0] ?? '')) names.shift();
	if (names[0] === 'top') names.shift();
	return names.filter((name) => name !== '').join(' / ');
}

/** The question, or what kind of question it is when we have none of that kind. */
function readBlock(block: Block, topic: string): RawQuestion | { kind: string } {
	const { name, rest } = nameOf(block.text);
	const question = { ...unread, place: block.place, label: name, topic, ...commented(block.comments) };
	const kind = (word: string) => ({ kind: `${word} “${name || beginningOf(rest)}”` });
	const [open = -1, second = -1] = findAll(rest, '{');
	const [close = -1, another = -1] = findAll(rest, '}');
	if (open < 0 && close < 0) return kind('description');
	if (open < 0 || close < open || second >= 0 || another >= 0)
		return { ...question, text: escapeMarkup(unescapeGift(rest)), doubts: [notUnderstood] };

	const behind = rest.slice(close + 1);
	const inside = rest.slice(open + 1, close).trim();
	const general = findLast(inside, '####');
	const answers = (general < 0 ? inside : inside.slice(0, general)).trim();
	if (answers === '') return kind('essay');
	if (/^\d*:[A-Z_]+:/.test(answers)) return kind('cloze');

	const doubts: Doubt[] = [];
	const { format, text } = formatOf(rest.slice(0, open) + (behind === '' ? '' : `_____${behind}`), 'moodle');
	/** A text of the question in our markup; what of it is no text becomes a doubt. */
	const say: Say = (source, field, option) => {
		const read = textOf(formatOf(source, format));
		for (const { name: value } of read.objects)
			doubts.push({ code: 'left_out', field, value, ...(option === undefined ? {} : { option }) });
		return read.text;
	};
	const shown = textOf({ format, text });
	doubts.push(...shown.objects.map(({ name }): Doubt => ({ code: 'left_out', field: 'text', value: name })));
	const explanation = general < 0 ? '' : say(inside.slice(general + 4), 'explanation');
	const read = readAnswers(answers, say);
	if (read === null) return kind('matching');
	return {
		...question,
		...read,
		text: shown.text,
		explanation: explanation || (read.explanation ?? ''),
		doubts: [...doubts, ...(read.doubts ?? [])]
	};
}

type Say = (source: string, field: 'options' | 'explanation', option?: number) => string;

const notUnderstood: Doubt = { code: 'not_understood', field: 'text' };

/** What stands in the braces; null when it is to be matched. Which kind it is, is told as Moodle tells it. */
function readAnswers(text: string, say: Say): Partial<RawQuestion> | null {
	if (text.startsWith('>')) return readOrdering(text, say);
	if (text.startsWith('#')) return sure(text.slice(1), readNumerical(numbers(text.slice(1), say)));
	if (find(text, '~') >= 0) {
		const isSingle = find(text, '=') >= 0;
		const answers = answersOf(text, '=~').map((a, option) => ({
			weight: a.weight ?? (a.sign === '=' ? 100 : 0),
			text: say(a.text, 'options', option),
			feedback: say(a.feedback, 'explanation')
		}));
		return sure(text, readChoice(answers, isSingle));
	}
	if (find(text, '=') >= 0 && find(text, '->') >= 0) return null;
	const [said = '', , right = ''] = split(text, '#');
	// In lower case a letter may be a short answer.
	if (/^(?:T|F|true|false)$/i.test(said.trim()) && !/^[tf]$/.test(said.trim()))
		return {
			type: 'true_false',
			answer: /^t/i.test(said.trim()) ? 'A' : 'B',
			explanation: say(right, 'explanation')
		};
	const answers = answersOf(text, '=').map((a) => ({
		weight: a.weight ?? 100,
		text: typed(a.text),
		feedback: say(a.feedback, 'explanation')
	}));
	return sure(text, readShort(answers));
}

/** With a doubt where a sign between answers may be none: E=mc², class="x". */
function sure(text: string, read: Partial<RawQuestion>): Partial<RawQuestion> {
	const isGlued = (at: number) => at > 0 && /\S/.test(text.charAt(at - 1));
	const isCompact = findAll(text, '~').some(isGlued);
	const isSure = isCompact || !findAll(text, '=').some(isGlued);
	return isSure ? read : { ...read, doubts: [...(read.doubts ?? []), notUnderstood] };
}

function numbers(text: string, say: Say): WeightedAnswer[] {
	const wrong = find(text, '~');
	return answersOf(wrong < 0 ? text : text.slice(0, wrong), '=').map(({ weight, text, feedback }) => {
		const value = typed(text);
		const [low = '', high] = value.split('..');
		const [number = '', tolerance = ''] = value.split(':');
		const key = high === undefined ? exactKey(number, tolerance) : rangeKey(low, high);
		return {
			weight: weight ?? 100,
			text: key ?? value.replace(':', ' ± '),
			feedback: say(feedback, 'explanation')
		};
	});
}

/** `>` and how Moodle shows it, then the items in the right order, one a line. */
function readOrdering(text: string, say: Say): Partial<RawQuestion> {
	const items = text.split('\n').slice(1);
	const { options, answer } = shownOrder(items.map((item, i) => say(item, 'options', i)));
	return { type: 'ordering', options, answer };
}

interface Answer {
	sign: string;
	/** In percent; null where the sign alone says it. */
	weight: number | null;
	text: string;
	feedback: string;
}

/** The answers, each behind its sign. */
function answersOf(text: string, signs: string): Answer[] {
	const starts = findAll(text, signs);
	const parts = [...starts, text.length].map((end, i) => {
		const start = starts[i - 1] ?? -1;
		return { sign: text.charAt(start), said: text.slice(start + 1, end).trim() };
	});
	return parts
		.filter(({ said }, i) => i > 0 || said !== '')
		.map(({ sign, said }) => {
			const [, weight, rest = said] = /^%(-?\d{1,3}(?:\.\d*)?)%([\s\S]*)$/.exec(said) ?? [];
			const [answer = '', ...feedback] = split(rest, '#');
			return {
				sign,
				weight: weight === undefined ? null : Number(weight),
				text: answer.trim(),
				feedback: feedback.join('#').trim()
			};
		});
}

function nameOf(text: string): { name: string; rest: string } {
	const end = text.startsWith('::') ? find(text, '::', 2) : -1;
	if (end < 0) return { name: '', rest: text };
	return { name: unescapeGift(text.slice(2, end)).trim(), rest: text.slice(end + 2).trim() };
}

/** `[id:7]` and `[tag:lịch sử]` in the comment before a question; a bracket within them is escaped. */
function commented(comments: string): { id: string; tags: string } {
	const all = (word: string) =>
		[...comments.matchAll(new RegExp(`\\[${word}:((?:\\\\\\]|[^\\]\\p{Cc}])+)\\]`, 'gu'))].map(
			([, said = '']) => said.replaceAll('\\]', ']').trim()
		);
	return { id: all('id')[0] ?? '', tags: all('tag').join('\n') };
}

/** `[html]…`; what stands in other brackets is text. */
function formatOf(text: string, otherwise: TextFormat): { format: TextFormat; text: string } {
	const trimmed = text.trim();
	const name = /^\[(moodle|html|plain|markdown)\]/.exec(trimmed);
	const format = textFormats.find((f) => f === name?.[1]);
	return format
		? { format, text: trimmed.slice(format.length + 2).trim() }
		: { format: otherwise, text: trimmed };
}

function textOf({ format, text }: { format: TextFormat; text: string }): ForeignText {
	return fromFormat(unescapeGift(text), format);
}

/** An answer to type has no markup. */
function typed(text: string): string {
	return unescapeGift(formatOf(text, 'plain').text).trim();
}

function beginningOf(text: string): string {
	const line = unescapeGift(text).replace(/\s+/g, ' ');
	return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
