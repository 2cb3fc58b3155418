import type { FileDoubt } from '../draft';
import { lettersAhead, optionsFollow, styleOf, type Style } from './ahead';
import type { Asked, Grouped } from './asked';
import {
	askLabel,
	numberLabel,
	optionLabel,
	questionWithin,
	remarkLabel,
	type NumberLabel,
	type Remark
} from './labels';
import { bareKey, keyLine, partsOfKey } from './said-keys';
import { isBankMarkup, isKeyHeading, isPageLine, isTail, sectionHeading, sharedBy } from './headings';
import { readKeyLine, type ListedKey } from './key-list';
import type { Piece } from './pieces';
import type { Run } from './passage';
import { plain, slice, textOf, trim } from './rich';
import { isSignBetween } from './signs';
import { splitOptions, type Segment } from './split';

/** Puts the lines of a document together to questions. */
export function groupPieces(pieces: readonly Piece[]): Grouped {
	return new Grouping(pieces).run();
}

const tooLong = 60;

const unnumbered = (length: number): NumberLabel => ({
	number: NaN,
	byWord: false,
	said: '',
	length,
	damaged: false
});

class Grouping {
	private readonly asked: Asked[] = [];
	private readonly lists: Grouped['lists'] = [];
	private readonly doubts: FileDoubt[] = [];
	private readonly style: Style;
	private current: Asked | null = null;
	/** Where a line without a label goes. */
	private into: 'stem' | 'option' | 'after' | Remark = 'after';
	/** Number of the inner list (1., 2., 3. within a stem) that is being read; 0: none. */
	private inner = 0;
	private topic = '';
	private level = '';
	/** A text that some of the next questions share, by their numbers. */
	private shared: { numbers: number[]; lines: Run[][] } | null = null;
	/** Lines that may be the next question, where questions have no numbers. */
	private waiting: Piece[] = [];
	private inKeys = false;
	private expectsKey = false;

	constructor(private readonly pieces: readonly Piece[]) {
		this.style = styleOf(pieces);
	}

	run(): Grouped {
		this.pieces.forEach((piece, i) => this.read(piece, i));
		this.flush();
		return { asked: this.asked, lists: this.lists, doubts: this.doubts };
	}

	private read(piece: Piece, i: number): void {
		const second = piece.keys || piece.role ? -1 : questionWithin(piece.text, this.next());
		if (second < 0 || this.style !== 'word') return this.readWhole(piece, i);
		const cut = (from: number, to?: number): Piece => {
			const runs = slice(piece.runs, from, to);
			return { ...piece, runs, text: textOf(runs), auto: from === 0 ? piece.auto : null };
		};
		this.readWhole(cut(0, second), i);
		this.readWhole(cut(second + 1), i);
	}

	private readWhole(piece: Piece, i: number): void {
		if (piece.keys) return piece.keys.length > 0 ? this.list(piece.keys) : this.leaveKeys(piece);
		if (piece.role !== null && piece.role !== 'option') return this.readCell(piece, i);
		const { text } = piece;
		if (this.expectsKey) {
			this.expectsKey = false;
			if (this.takesKey(text)) return;
		}
		if (piece.role !== 'option' && this.readListOfKeys(piece, i)) return;
		const said = this.current && piece.role !== 'option' ? keyLine(text) : null;
		// `→ C. …` where C is the next option points at it.
		const isNext = optionLabel(text)?.index === this.current?.options.length;
		if (said !== null && this.mayHaveKey() && !isNext) return this.key(said);
		const remark = this.current ? remarkLabel(text) : null;
		if (remark && this.current) {
			this.into = remark.remark;
			return this.append(trim(slice(piece.runs, remark.length)));
		}
		const asks = piece.role === 'option' ? 0 : askLabel(text);
		if (asks > 0) return this.begin(piece, unnumbered(asks), i);
		const number = piece.role === 'option' ? null : this.questionAt(piece, i);
		if (number) return this.begin(piece, number, i);
		if (this.readOption(piece, i)) return;
		const bare = bareKey(text);
		const most = this.current?.options.length ?? 0;
		if (bare !== null && this.isWhole() && [...bare].every((l) => l.charCodeAt(0) - 65 < most)) {
			this.current?.keys.push(bare);
			this.into = 'after';
			return;
		}
		this.plainLine(piece, i);
	}

	/** A cell of a table whose column says what it is. */
	private readCell(piece: Piece, i: number): void {
		if (piece.role === 'question') {
			const label = numberLabel(piece.text, null);
			return this.begin(piece, label ?? unnumbered(0), i);
		}
		if (!this.current) return this.ignore(piece);
		if (piece.role === 'key') {
			this.current.keys.push(keyLine(piece.text) ?? piece.text.trim());
			this.into = 'after';
		} else if (piece.role === 'topic') this.current.topic = piece.text.trim();
		else if (piece.role !== null && piece.role !== 'option') {
			this.into = piece.role;
			this.append(piece.runs);
		}
	}

	private readListOfKeys(piece: Piece, i: number): boolean {
		if (isKeyHeading(piece.text)) {
			const next = this.pieces[i + 1];
			if (next?.keys || (next && readKeyLine(next.text))) {
				this.close();
				this.inKeys = true;
				return true;
			}
			if (this.isWhole() && this.current?.keys.length === 0) {
				this.expectsKey = true;
				return true;
			}
		}
		const keys = readKeyLine(piece.text);
		if (!keys) {
			this.inKeys &&= !/\p{L}{3}/u.test(piece.text) || piece.text.length > 200;
			return false;
		}
		const followed = optionLabel(this.pieces[i + 1]?.text ?? '')?.index === 0;
		if (!this.inKeys && (followed || (keys.length < 2 && !this.isWhole() && this.current !== null)))
			return false;
		this.close();
		this.list(keys);
		this.inKeys = true;
		return true;
	}

	private list(keys: ListedKey[]): void {
		const last = this.lists.at(-1);
		if (last && last.before === this.asked.length && (keys[0]?.number ?? 0) > (last.keys.at(-1)?.number ?? 0))
			last.keys.push(...keys);
		else this.lists.push({ before: this.asked.length, keys: [...keys] });
		this.close();
	}

	/** A list for other papers than this one. */
	private leaveKeys({ place, text }: Piece): void {
		this.close();
		this.doubts.push({ code: 'keys_not_understood', place, value: text });
	}

	private mayHaveKey(): boolean {
		const { current } = this;
		return (
			current !== null &&
			(current.options.length >= 2 || current.options.length === 0) &&
			current.stem.length > 0
		);
	}

	private key(said: string): void {
		this.takes(said);
	}

	private takes(said: string): void {
		const { current } = this;
		if (!current) return;
		const { key, why } = partsOfKey(said);
		if (said === '') this.expectsKey = true;
		else current.keys.push(key);
		if (why !== '') (current.remarks.explanation ??= []).push(plain(why));
		// `Lời giải` stands above: what comes behind the key explains it.
		this.into = current.remarks.explanation ? 'explanation' : 'after';
	}

	private takesKey(text: string): boolean {
		if (!this.current) return false;
		const bare = bareKey(text);
		if (bare === null && (numberLabel(text, null) || optionLabel(text)?.index === 0)) return false;
		this.current.keys.push(bare ?? text.trim());
		this.into = 'after';
		return true;
	}

	/** The number that makes this line the beginning of a question. */
	private questionAt(piece: Piece, i: number): NumberLabel | null {
		const label = numberLabel(piece.text, this.last());
		if (!label) return null;
		if (label.byWord) return this.begins(label) ? label : null;
		const options = optionLabel(piece.text);
		if (options && options.index === (this.current?.options.length ?? -1)) return null;
		if (this.style === 'none') return null;
		const { number } = label;
		const complete = this.isWhole() || this.current === null || this.current.keys.length > 0;
		if (this.style === 'word' && this.current?.byWord)
			return number === this.next() && complete && optionsFollow(this.pieces, i) ? label : null;
		if (this.inner > 0 && number === this.inner + 1 && !complete) {
			this.inner = number;
			return null;
		}
		if (number === 1 && !complete) {
			this.inner = 1;
			return null;
		}
		const near =
			this.current === null || number === 1 || (number > this.last() && number <= this.last() + 20);
		if (!near && !optionsFollow(this.pieces, i)) return null;
		return complete || number === this.next() ? label : null;
	}

	/** A number with its word begins a question, but where the one above is not asked yet: there it stands within a text. */
	private begins({ number, said }: NumberLabel): boolean {
		const { current } = this;
		if (/^bài/iu.test(said) && !/^bài/iu.test(current?.said ?? '') && this.asked.length > 0) return false;
		const isOpen = current !== null && current.options.length === 0 && current.keys.length === 0;
		if (!isOpen || !current.byWord || number > this.last()) return true;
		current.damaged = true;
		return false;
	}

	/** The question above has all that a question needs. */
	private isWhole(): boolean {
		return (this.current?.options.length ?? 0) >= 2;
	}

	private last(): number {
		return this.current?.number ?? this.asked.at(-1)?.number ?? 0;
	}

	private next(): number {
		return this.last() + 1;
	}

	private begin(piece: Piece, label: NumberLabel, i: number): void {
		this.close();
		let rest = trim(slice(piece.runs, label.length));
		// Numbered automatically and by hand.
		const again = label.byWord ? null : numberLabel(textOf(rest), null);
		if (again?.byWord) rest = trim(slice(rest, again.length));
		if (this.answers(label, textOf(rest), i)) return;
		const only = bareKey(textOf(rest));
		if (only?.length === 1 && !optionsFollow(this.pieces, i))
			return this.list([{ number: label.number, letters: only }]);
		const nothing = textOf(rest).trim() === '' && !rest.some((r) => r.object);
		const next = this.pieces[i + 1];
		// `… từ câu 1 đến` and `câu 2.` on the next line: no question, but the end of a sentence.
		if (nothing && piece.text.startsWith('c') && next && numberLabel(next.text, null)?.byWord)
			return this.ignore(piece);
		this.flush();
		this.inKeys = false;
		this.start(piece, label);
		this.stemLine(rest, i);
	}

	/** `Câu 5. Chọn A. Vì …`, `Câu 5: B. Hà Nội` far below question 5: it is about that one. */
	private answers({ number, byWord }: NumberLabel, said: string, i: number): boolean {
		const above = this.asked.findLast((q) => q.number === number && q.options.length > 1);
		const [, word = '', letter, why = ''] =
			/^(chọn|đáp án|đ\/a)?\s*:?\s*([A-F])\s*[.):–-]\s*(.*)$/isu.exec(said) ?? [];
		if (!above || !byWord || letter === undefined || optionsFollow(this.pieces, i)) return false;
		if (why !== '' && word !== '') (above.remarks.explanation ??= []).push(plain(why));
		this.list([{ number, letters: letter.toUpperCase() }]);
		return true;
	}

	private start(piece: Piece, label: NumberLabel | null): Asked {
		this.current = {
			place: piece.place,
			said: label?.said ?? '',
			number: label && Number.isFinite(label.number) ? label.number : null,
			byWord: label?.byWord ?? false,
			damaged: label?.damaged ?? false,
			stem: [],
			options: [],
			lettersOff: false,
			keys: [],
			answerOnLine: false,
			loose: [],
			remarks: {},
			topic: this.topic,
			level: this.level,
			shared: false
		};
		this.asked.push(this.current);
		const { current, shared } = this;
		if (shared && current.number !== null && shared.numbers.includes(current.number)) {
			current.stem.push(...shared.lines);
			current.shared = true;
		}
		this.into = 'stem';
		this.inner = 0;
		return this.current;
	}

	/** A line of the stem; the options may begin in it. */
	private stemLine(runs: Run[], i: number): void {
		const { current } = this;
		if (!current) return;
		const [stem, ...options] = splitOptions(runs, null, lettersAhead(this.pieces, i, this.style));
		if (stem && (textOf(stem.runs).trim() !== '' || stem.runs.some((r) => r.object)))
			current.stem.push(trim(stem.runs));
		for (const option of options) this.addOption(option);
	}

	private readOption(piece: Piece, i: number): boolean {
		const { current } = this;
		const have = current?.options.length ?? 0;
		const bare = this.isBareOption(piece, i, have);
		const label = optionLabel(piece.text, bare);
		const listed = piece.auto?.kind === 'letter';
		if (!label && piece.role !== 'option') return false;
		const ahead = lettersAhead(this.pieces, i, this.style);
		if (!label) {
			if (!current || have >= 6) return false;
			const lettered = current.options.some((o) => o.lettered);
			// Among options with letters, a line without one goes on with the option above.
			if (lettered && (have >= 4 || ahead.has(have))) return false;
			if (lettered) current.lettersOff = true;
			this.addOption({ runs: piece.runs, label: [], index: have, sign: false, upper: true }, false);
			return true;
		}
		if (
			label.index === 0 &&
			this.waiting.length === 0 &&
			!listed &&
			current &&
			current.options.length > 0 &&
			label.upper &&
			!current.options[0]?.upper
		)
			if (!this.isWhole() || ahead.has(1)) this.optionsToStem(current);
		const options = this.current?.options ?? [];
		const used = options.some((o) => o.index === label.index);
		const starts =
			label.index === 0 && (options.length >= 2 || this.current === null || this.waiting.length > 0);
		if (starts && this.into === 'explanation' && this.style !== 'none') return false;
		if (starts && this.startsAnew(piece, ahead)) {
			// A question without a number of its own.
		} else if (!this.current) return false;
		else if (listed || label.index === options.length) {
			// The next letter. An automatic one may have gone on counting from somewhere else.
			if (label.index !== options.length) this.current.lettersOff = true;
		} else if (used || label.index > options.length + 2 || (options.length === 0 && label.index > 1)) {
			const doubled =
				used && label.index === options.at(-1)?.index && !ahead.has(options.length) && this.into === 'option';
			if (!doubled) return false;
			this.current.lettersOff = true;
		}
		const now = this.current;
		if (!now) return false;
		if (isSignBetween(piece.text)) now.lettersOff = true;
		// What waited for a question was more of the option above.
		if (now.options.length > 0)
			for (const { runs } of this.waiting.splice(0)) now.options.at(-1)?.lines.push(trim(runs));
		const index = listed || now.lettersOff ? now.options.length : label.index;
		const runs = slice(piece.runs, label.length);
		const own = piece.auto ? [] : slice(piece.runs, 0, label.length);
		const begun = { index, upper: label.upper, delimiter: label.delimiter };
		const segments = splitOptions(runs, begun, ahead, new Set(now.options.map((o) => o.index)));
		segments.forEach((segment, n) =>
			this.addOption(
				n === 0 ? { ...segment, label: own, index, sign: label.starred, upper: label.upper } : segment
			)
		);
		return true;
	}

	/** `A Hà Nội` without a dot is an option where the letters around it go on. */
	private isBareOption(piece: Piece, i: number, have: number): boolean {
		const label = optionLabel(piece.text, true);
		if (!label || label.delimiter !== ' ' || label.index !== have) return false;
		const next = this.pieces.slice(i + 1, i + 4).some((p) => optionLabel(p.text, true)?.index === have + 1);
		const before =
			have > 0 &&
			this.into === 'option' &&
			this.current?.options.every((o) => o.upper === label.upper) === true;
		return have === 0 ? label.upper && next && this.current !== null : before;
	}

	/** The letters begin again: the lines above, behind the last option, are the stem of another question. */
	private startsAnew(piece: Piece, ahead: Set<number>): boolean {
		const { current } = this;
		const last = current?.options.at(-1);
		const listed = piece.auto?.kind === 'letter';
		const noStem = this.waiting.length === 0 && current?.loose.length === 0 && (last?.lines.length ?? 0) < 2;
		if (listed && noStem && this.style !== 'none') return false;
		if (!ahead.has(1) && !/\s[Bb][.)]\s/u.test(piece.text) && !listed) return false;
		const stem = this.waiting;
		this.waiting = [];
		let lines = stem.map((p) => p.runs);
		let place = stem[0]?.place ?? piece.place;
		if (lines.length === 0 && current && this.into === 'option') {
			lines = last?.lines.splice(1) ?? [];
			place = piece.place;
		} else if (lines.length === 0 && current && current.loose.length > 0) lines = current.loose.splice(0);
		this.close();
		const [first = [], ...others] = lines.map(trim);
		const label = numberLabel(textOf(first), null);
		const begun = this.start({ ...piece, place }, label);
		begun.stem.push(
			...[label ? trim(slice(first, label.length)) : first, ...others].filter((l) => l.length > 0)
		);
		// Without numbers, what stands in several lines may be more than the question.
		begun.damaged = this.style !== 'none' || lines.length > 1;
		return true;
	}

	private optionsToStem(current: Asked): void {
		for (const { label, lines } of current.options.splice(0))
			current.stem.push([...label, ...(lines[0] ?? [])], ...lines.slice(1));
		current.lettersOff = false;
	}

	private addOption({ runs, label, index, sign, upper }: Segment, lettered = true): void {
		this.current?.options.push({ index, label, lettered, lines: [trim(runs)], sign, upper });
		this.into = 'option';
	}

	private plainLine(piece: Piece, i: number): void {
		if (isBankMarkup(piece.text)) {
			this.close();
			// A mark alone parts questions, and says nothing.
			return /\]\s*\S/.test(piece.text) ? this.ignore(piece) : undefined;
		}
		// What options follow is a question, whatever it begins with.
		const asks = optionLabel(this.pieces[i + 1]?.text ?? '')?.index === 0;
		const restarts = numberLabel(this.pieces[i + 1]?.text ?? '', null);
		const closes =
			this.current === null ||
			this.isWhole() ||
			this.current.keys.length > 0 ||
			(restarts?.byWord === true && restarts.number === 1);
		if (isPageLine(piece.text) && closes) return this.ignore(piece);
		if (piece.role === null && !asks && closes && this.parts(piece)) return;
		if (this.style === 'none' && (this.current === null || this.isWhole() || this.current.keys.length > 0)) {
			const goesOn = /^\s*\p{Ll}/u.test(piece.text) && this.into === 'option' && this.waiting.length === 0;
			// `(Giải thích …)` behind the key is about the question above.
			const aside = this.into === 'after' && this.waiting.length === 0 && /^\s*\(.*\)\s*$/u.test(piece.text);
			if (goesOn || (aside && this.current)) this.append(piece.runs);
			else this.waiting.push(piece);
			return;
		}
		if (!this.current && this.shared) return void this.shared.lines.push(trim(piece.runs));
		// Its number is missing, and yet options follow.
		if (!this.current && this.asked.length > 0 && optionsFollow(this.pieces, i))
			return void this.waiting.push(piece);
		if (!this.current) return this.ignore(piece);
		if (this.endsOptions(piece, i)) this.into = 'after';
		if (this.into === 'stem') this.stemLine(piece.runs, i);
		else this.append(piece.runs);
	}

	/** A line that parts the document, and with which the question above ends. */
	private parts(piece: Piece): boolean {
		const { text } = piece;
		const numbers = sharedBy(text);
		if (numbers) {
			this.close();
			this.shared = { numbers, lines: [trim(piece.runs)] };
			return true;
		}
		const heading = text.trim().length < 200 ? sectionHeading(text) : null;
		const isHeading = heading !== null || (piece.heading && piece.auto === null && text.trim().length < 200);
		if (!isHeading && !isTail(text)) return false;
		this.flush();
		this.close();
		this.shared = null;
		this.level = heading?.level ?? '';
		if (heading?.topic) this.topic = heading.topic.slice(0, 200);
		else if (!heading?.level) this.ignore(piece);
		return true;
	}

	/** The lines above end the question: what comes behind an empty line, or is a number alone, is none of its last option. */
	private endsOptions(piece: Piece, i: number): boolean {
		if (this.into !== 'option' || !this.isWhole() || piece.role !== null) return false;
		if (lettersAhead(this.pieces, i, this.style).has(this.current?.options.length ?? -1)) return false;
		// Where a sentence goes on, so does the option.
		return piece.apart || !/^\s*\p{Ll}/u.test(piece.text);
	}

	private append(runs: Run[]): void {
		const { current, into } = this;
		if (!current) return;
		if (into === 'stem') current.stem.push(trim(runs));
		else if (into === 'option') current.options.at(-1)?.lines.push(trim(runs));
		else if (into === 'after') current.loose.push(trim(runs));
		else (current.remarks[into] ??= []).push(trim(runs));
	}

	private close(): void {
		this.current = null;
		this.into = 'after';
		this.inner = 0;
	}

	/** What waited for a question and got none. */
	private flush(): void {
		for (const piece of this.waiting.splice(0)) this.ignore(piece);
	}

	private ignore(piece: Piece): void {
		const text = piece.text.trim();
		if (text === '') return;
		const value = text.length > tooLong ? `${text.slice(0, tooLong)}…` : text;
		this.doubts.push({ code: 'text_ignored', place: piece.place, value });
	}
}
