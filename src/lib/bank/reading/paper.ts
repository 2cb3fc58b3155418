import type { FileDoubt } from '../draft';
import { styleOf, type Style } from './ahead';
import type { Asked, Grouped } from './asked';
import type { ListedKey } from './key-list';
import type { NumberLabel, Remark } from './labels';
import type { Run } from './passage';
import type { Piece } from './pieces';
import { trim } from './rich';

const tooLong = 60;

/** What has been put together of a document so far, and where its next line goes. */
export class Paper implements Grouped {
	readonly asked: Asked[] = [];
	readonly lists: Grouped['lists'] = [];
	readonly doubts: FileDoubt[] = [];
	readonly style: Style;
	current: Asked | null = null;
	/** Where a line without a label goes. */
	into: 'stem' | 'option' | 'after' | Remark = 'after';
	topic = '';
	level = '';
	/** A text that some of the next questions share, by their numbers. */
	shared: { numbers: number[]; pieces: Piece[]; taken: boolean } | null = null;
	/** Lines that may be the next question, where questions have no numbers. */
	waiting: Piece[] = [];

	constructor(readonly pieces: readonly Piece[]) {
		this.style = styleOf(pieces);
	}

	/** The question above has all that a question needs. */
	isWhole(): boolean {
		return (this.current?.options.length ?? 0) >= 2;
	}

	/** Nothing waits for an answer: the question above has its options or its key, or none is being read. */
	isAnswered(): boolean {
		return this.current === null || this.isWhole() || this.current.keys.length > 0;
	}

	last(): number {
		return this.current?.number ?? this.asked.at(-1)?.number ?? 0;
	}

	next(): number {
		return this.last() + 1;
	}

	/** Begins a question; `label`: null where it has no number. */
	start(piece: Piece, label: NumberLabel | null): Asked {
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
			current.stem.push(...shared.pieces.map(({ runs }) => trim(runs)));
			current.shared = true;
			shared.taken = true;
		}
		this.into = 'stem';
		return this.current;
	}

	list(keys: ListedKey[]): void {
		const last = this.lists.at(-1);
		if (last && last.before === this.asked.length && (keys[0]?.number ?? 0) > (last.keys.at(-1)?.number ?? 0))
			last.keys.push(...keys);
		else this.lists.push({ before: this.asked.length, keys: [...keys] });
		this.close();
	}

	/** Begins a text that the questions with these numbers share. */
	share(numbers: number[], piece: Piece): void {
		this.endShared();
		this.close();
		this.shared = { numbers, pieces: [piece], taken: false };
	}

	endShared(): void {
		if (this.shared && !this.shared.taken) for (const piece of this.shared.pieces) this.ignore(piece);
		this.shared = null;
	}

	end(): void {
		this.flush();
		this.endShared();
	}

	append(runs: Run[]): void {
		const { current, into } = this;
		if (!current) return;
		if (into === 'stem') current.stem.push(trim(runs));
		else if (into === 'option') current.options.at(-1)?.lines.push(trim(runs));
		else if (into === 'after') current.loose.push(trim(runs));
		else (current.remarks[into] ??= []).push(trim(runs));
	}

	close(): void {
		this.current = null;
		this.into = 'after';
	}

	/** What waited for a question and got none. */
	flush(): void {
		for (const piece of this.waiting.splice(0)) this.ignore(piece);
	}

	ignore(piece: Piece): void {
		const text = piece.text.trim();
		if (text === '') return;
		const value = text.length > tooLong ? `${text.slice(0, tooLong)}…` : text;
		this.doubts.push({ code: 'text_ignored', place: piece.place, value });
	}
}
