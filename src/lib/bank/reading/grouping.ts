import { lettersAhead, optionsFollow } from './ahead';
import type { Grouped } from './asked';
import { readAside } from './asides';
import {
	isAddress,
	isBankMarkup,
	isCitation,
	isKeyHeading,
	isPageLine,
	isPageNumber,
	isTail,
	sectionHeading,
	sharedBy
} from './headings';
import { readKeyLine } from './key-list';
import { askLabel, numberLabel, optionLabel, questionWithin, remarkLabel, type NumberLabel } from './labels';
import { readOption, readStem } from './options';
import { Paper } from './paper';
import type { Piece } from './pieces';
import { behindLabel, plain, slice, textOf, trim } from './rich';
import { bareKey, keyLine, partsOfKey } from './said-keys';

/** Puts the lines of a document together to questions. */
export function groupPieces(pieces: readonly Piece[]): Grouped {
	return new Grouping(pieces).run();
}

const unnumbered = (length: number): NumberLabel => ({
	number: NaN,
	byWord: false,
	said: '',
	length,
	damaged: false,
	aside: ''
});

class Grouping {
	private readonly paper: Paper;
	/** Number of the inner list (1., 2., 3. within a stem) that is being read; 0: none. */
	private inner = 0;
	private inKeys = false;
	private expectsKey = false;

	constructor(private readonly pieces: readonly Piece[]) {
		this.paper = new Paper(pieces);
	}

	run(): Grouped {
		this.pieces.forEach((piece, i) => this.read(piece, i));
		this.paper.end();
		return this.paper;
	}

	private read(piece: Piece, i: number): void {
		const second = piece.keys || piece.role ? -1 : questionWithin(piece.text, this.paper.next());
		if (second < 0 || this.paper.style !== 'word') return this.readWhole(piece, i);
		const cut = (from: number, to?: number): Piece => {
			const runs = slice(piece.runs, from, to);
			return { ...piece, runs, text: textOf(runs), auto: from === 0 ? piece.auto : null };
		};
		this.readWhole(cut(0, second), i);
		this.readWhole(cut(second + 1), i);
	}

	private readWhole(piece: Piece, i: number): void {
		if (piece.keys) return piece.keys.length > 0 ? this.paper.list(piece.keys) : this.leaveKeys(piece);
		if (piece.role === 'row') return this.plainLine(piece, i);
		if (piece.role !== null && piece.role !== 'option') return this.readCell(piece, i);
		const { text } = piece;
		if (this.expectsKey) {
			this.expectsKey = false;
			if (this.takesKey(text)) return;
		}
		if (piece.role !== 'option' && this.readListOfKeys(piece, i)) return;
		// Emoji that stand before it, as chat programs write them.
		const lead = /^[\p{Extended_Pictographic}\ufe0f\s]*/u.exec(text)?.[0].length ?? 0;
		const said = this.paper.current && piece.role !== 'option' ? keyLine(text.slice(lead)) : null;
		// `→ C. …` where C is the next option points at it.
		const isNext = optionLabel(text)?.index === this.paper.current?.options.length;
		if (said !== null && this.mayHaveKey() && !isNext) return this.takes(said);
		const remark = this.paper.current ? remarkLabel(text.slice(lead)) : null;
		if (remark && this.paper.current) {
			this.paper.into = remark.remark;
			return this.paper.append(trim(behindLabel(piece.runs, lead + remark.length)));
		}
		const asks = piece.role === 'option' || this.isOpen() ? 0 : askLabel(text);
		if (asks > 0) return this.begin(piece, unnumbered(asks), i);
		const number = piece.role === 'option' ? null : this.questionAt(piece, i);
		if (number) return this.begin(piece, number, i);
		if (readOption(this.paper, piece, i)) return;
		const bare = bareKey(text);
		const most = this.paper.current?.options.length ?? 0;
		if (bare !== null && this.paper.isWhole() && [...bare].every((l) => l.charCodeAt(0) - 65 < most)) {
			this.paper.current?.keys.push(bare);
			this.paper.into = 'after';
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
		if (!this.paper.current) return this.paper.ignore(piece);
		if (piece.role === 'key') {
			this.paper.current.keys.push(keyLine(piece.text) ?? piece.text.trim());
			this.paper.into = 'after';
		} else if (piece.role === 'topic') this.paper.current.topic = piece.text.trim();
		else if (piece.role !== null && piece.role !== 'option' && piece.role !== 'row') {
			this.paper.into = piece.role;
			this.paper.append(piece.runs);
		}
	}

	private readListOfKeys(piece: Piece, i: number): boolean {
		if (isKeyHeading(piece.text)) {
			const next = this.pieces[i + 1];
			if (next?.keys || (next && readKeyLine(next.text))) {
				this.paper.close();
				this.inKeys = true;
				return true;
			}
			if (this.paper.isWhole() && this.paper.current?.keys.length === 0) {
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
		if (
			!this.inKeys &&
			(followed || (keys.length < 2 && !this.paper.isWhole() && this.paper.current !== null))
		)
			return false;
		this.paper.list(keys);
		this.inKeys = true;
		return true;
	}

	/** A list for other papers than this one. */
	private leaveKeys({ place, text }: Piece): void {
		this.paper.close();
		this.paper.doubts.push({ code: 'keys_not_understood', place, value: text });
	}

	private mayHaveKey(): boolean {
		const { current } = this.paper;
		return (
			current !== null &&
			(current.options.length >= 2 || current.options.length === 0) &&
			current.stem.length > 0
		);
	}

	private takes(said: string): void {
		const { current } = this.paper;
		if (!current) return;
		const { key, why } = partsOfKey(said);
		if (said === '') this.expectsKey = true;
		else current.keys.push(key);
		if (why !== '') (current.remarks.explanation ??= []).push(plain(why));
		// `Lời giải` stands above: what comes behind the key explains it.
		this.paper.into = current.remarks.explanation ? 'explanation' : 'after';
	}

	private takesKey(text: string): boolean {
		if (!this.paper.current) return false;
		const bare = bareKey(text);
		if (bare === null && (numberLabel(text, null) || optionLabel(text)?.index === 0)) return false;
		this.paper.current.keys.push(bare ?? text.trim());
		this.paper.into = 'after';
		return true;
	}

	/** The number that makes this line the beginning of a question. */
	private questionAt(piece: Piece, i: number): NumberLabel | null {
		const label = numberLabel(piece.text, this.paper.last());
		if (!label) return null;
		if (label.byWord) return this.begins(label) ? label : null;
		const options = optionLabel(piece.text);
		if (options && options.index === (this.paper.current?.options.length ?? -1)) return null;
		if (this.paper.style === 'none') return null;
		const { number } = label;
		const complete = this.paper.isAnswered();
		if (this.paper.style === 'word' && this.paper.current?.byWord)
			return number === this.paper.next() && complete && optionsFollow(this.pieces, i) ? label : null;
		if (Number.isNaN(number)) return complete && optionsFollow(this.pieces, i) ? label : null;
		if (this.inner > 0 && number === this.inner + 1 && !complete) {
			this.inner = number;
			return null;
		}
		if (number === 1 && !complete) {
			this.inner = 1;
			return null;
		}
		const near =
			this.paper.current === null ||
			number === 1 ||
			(number > this.paper.last() && number <= this.paper.last() + 20);
		if (!near && !optionsFollow(this.pieces, i)) return null;
		return complete || number === this.paper.next() ? label : null;
	}

	/** A numbered question is being asked: nothing answers it yet. */
	private isOpen(): boolean {
		const { current } = this.paper;
		return (
			current !== null && current.said !== '' && current.options.length === 0 && current.keys.length === 0
		);
	}

	/** A number with its word begins a question, but where the one above is not asked yet: there it stands within a text. */
	private begins({ number, said }: NumberLabel): boolean {
		const { current } = this.paper;
		if (/^bài/iu.test(said) && !/^bài/iu.test(current?.said ?? '') && this.paper.asked.length > 0)
			return false;
		if (!this.isOpen() || !current?.byWord) return true;
		if (number > this.paper.last() && (this.inner === 0 || number !== this.inner + 1)) return true;
		this.inner = number;
		current.damaged = true;
		return false;
	}

	private begin(piece: Piece, label: NumberLabel, i: number): void {
		this.paper.close();
		let rest = trim(behindLabel(piece.runs, label.length));
		// Numbered automatically and by hand.
		const again = label.byWord ? null : numberLabel(textOf(rest), null);
		const isStopped = again !== null && /^\s*[.:)/]/.test(textOf(rest).slice(again.said.length));
		if (again?.byWord && isStopped) rest = trim(behindLabel(rest, again.length));
		if (this.answers(label, textOf(rest), i)) return;
		const only = bareKey(textOf(rest));
		if (only?.length === 1 && !optionsFollow(this.pieces, i))
			return this.paper.list([{ number: label.number, letters: only }]);
		const nothing = textOf(rest).trim() === '' && !rest.some((r) => r.object);
		const next = this.pieces[i + 1];
		// `… từ câu 1 đến` and `câu 2.` on the next line: no question, but the end of a sentence.
		if (nothing && piece.text.startsWith('c') && next && numberLabel(next.text, null)?.byWord)
			return this.paper.ignore(piece);
		this.paper.flush();
		this.inKeys = false;
		this.inner = 0;
		readAside(this.paper.start(piece, label), label.aside);
		readStem(this.paper, rest, i);
	}

	/** `Câu 5. Chọn A. Vì …`, `Câu 5: B. Hà Nội` far below question 5: it is about that one. */
	private answers({ number, byWord }: NumberLabel, said: string, i: number): boolean {
		const above = this.paper.asked.findLast((q) => q.number === number && q.options.length > 1);
		const [, word = '', letter, why = ''] =
			/^(chọn|đáp án|đ\/a)?\s*:?\s*([A-F])\s*[.):–-]\s*(.*)$/isu.exec(said) ?? [];
		if (!above || !byWord || letter === undefined || optionsFollow(this.pieces, i)) return false;
		if (why !== '' && word !== '') (above.remarks.explanation ??= []).push(plain(why));
		this.paper.list([{ number, letters: letter.toUpperCase() }]);
		return true;
	}

	private plainLine(piece: Piece, i: number): void {
		if (isBankMarkup(piece.text)) {
			this.paper.close();
			// A mark alone parts questions, and says nothing.
			return /\]\s*\S/.test(piece.text) ? this.paper.ignore(piece) : undefined;
		}
		// What options follow is a question, whatever it begins with.
		const asks = optionLabel(this.pieces[i + 1]?.text ?? '')?.index === 0;
		const restarts = numberLabel(this.pieces[i + 1]?.text ?? '', null);
		const closes = this.paper.isAnswered() || (restarts?.byWord === true && restarts.number === 1);
		const isBetween = this.paper.into === 'option' && /^\s*\d{1,3}\s*$/u.test(piece.text);
		if (isBetween || isPageNumber(piece.text) || (isPageLine(piece.text) && closes))
			return this.paper.ignore(piece);
		if (isTail(piece.text) && this.parts(piece)) return;
		if (piece.role === null && !asks && closes && this.parts(piece)) return;
		if (this.paper.style === 'none' && this.paper.isAnswered()) {
			const goesOn =
				/^\s*\p{Ll}/u.test(piece.text) && this.paper.into === 'option' && this.paper.waiting.length === 0;
			// `(Giải thích …)` behind the key is about the question above.
			const aside =
				this.paper.into === 'after' && this.paper.waiting.length === 0 && /^\s*\(.*\)\s*$/u.test(piece.text);
			if (goesOn || (aside && this.paper.current)) this.paper.append(piece.runs);
			else this.paper.waiting.push(piece);
			return;
		}
		const { shared } = this.paper;
		if (!this.paper.current && shared?.taken === false) return void shared.pieces.push(piece);
		// Its number is missing, and yet options follow.
		if (!this.paper.current && this.paper.asked.length > 0 && optionsFollow(this.pieces, i))
			return void this.paper.waiting.push(piece);
		if (!this.paper.current) return this.paper.ignore(piece);
		if (this.endsOptions(piece, i)) this.paper.into = 'after';
		if (this.paper.into === 'after' && isAddress(piece.text)) this.paper.into = 'source';
		if (this.paper.into === 'after' && isCitation(piece.text)) this.paper.into = 'explanation';
		if (this.paper.into === 'stem') readStem(this.paper, piece.runs, i);
		else this.paper.append(piece.runs);
	}

	/** A line that parts the document, and with which the question above ends. */
	private parts(piece: Piece): boolean {
		const { text } = piece;
		const numbers = sharedBy(text);
		if (numbers) {
			this.paper.share(numbers, piece);
			return true;
		}
		const isShort = text.trim().length < 200;
		const heading = isShort ? sectionHeading(text) : null;
		const isHeading = heading !== null || (isShort && piece.heading && piece.auto === null);
		if (!isHeading && !isTail(text)) return false;
		this.paper.flush();
		this.paper.close();
		this.paper.endShared();
		this.paper.level = heading?.level ?? '';
		if (heading?.topic) this.paper.topic = heading.topic.slice(0, 200);
		else if (!heading?.level) this.paper.ignore(piece);
		return true;
	}

	/** The lines above end the question: what comes behind an empty line, or does not go on with a sentence, is none of its last option. */
	private endsOptions(piece: Piece, i: number): boolean {
		if (this.paper.into !== 'option' || !this.paper.isWhole()) return false;
		if (piece.role !== null && piece.role !== 'row') return false;
		if (lettersAhead(this.pieces, i, this.paper.style).has(this.paper.current?.options.length ?? -1))
			return false;
		// Where a sentence goes on, so does the option.
		return piece.apart || !/^\s*\p{Ll}/u.test(piece.text) || isAddress(piece.text);
	}
}
