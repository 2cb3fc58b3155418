import type { Interruption } from '$lib/contest/events';
import { plainRound, type RescueRules, type Round, type Rules } from '$lib/contest/rules';
import { presets } from '$lib/contest/presets';
import { Show } from '$lib/contest/show';
import { questionOf, type Scene } from '$lib/contest/state';
import { foldTurns } from '$lib/contest/turns';
import { hostView } from '$lib/contest/views/host';
import { phoneView, youViews } from '$lib/contest/views/phone';
import { stageView } from '$lib/contest/views/stage';
import type { RecordHead } from '$lib/protocol/common';
import type { Me, PhoneView, Review } from '$lib/protocol/phone';
import type { HostView, NamedPerson } from '$lib/protocol/host';
import { plainLook, type StageLook, type StageView } from '$lib/protocol/stage';
import { known, rightAnswer, wrongAnswer } from '$lib/simulation/known';
import { vietnameseName } from '$lib/simulation/names';
import { Random } from '$lib/simulation/random';
import { plan, shownAs, shownQuestions, type ShownQuestion } from './questions';

/** What a hall is to show; the rest is that of a school's contest with 100 seats. */
export interface Room {
	contestants?: number;
	question?: ShownQuestion;
	title?: string;
	organizer?: string;
	round?: Partial<Round>;
	rules?: Partial<Omit<Rules, 'rescue'>> & { rescue?: Partial<RescueRules> };
	look?: Partial<StageLook>;
	/** Who knows every answer, so that she is on the floor to the end. */
	stays?: number;
	/** How many of those on the floor know an answer, 0 to 1. */
	accuracy?: number;
}

export const code = '872640';
export const joinUrl = `http://192.168.1.20:3000/play/${code}`;
const units = ['Chi đoàn 10A1', 'Chi đoàn 10A2', 'Chi đoàn 11A1', 'Chi đoàn 11A2', 'Chi đoàn 12A1'];
const communes = ['Đăk Tô', 'Bờ Y', 'Ngọk Bay', 'Măng Đen', 'Sa Thầy', 'Tu Mơ Rông', 'Đăk Hà', 'Kon Braih'];

/**
 * A contest with people in it, led by the real rules to whatever is to be looked at: so every view here is one that the
 * show can come to. The same each time.
 */
export class Hall {
	readonly show = new Show();
	readonly names: string[];
	readonly units: string[];
	private readonly random = new Random('sân khấu');

	constructor(private readonly room: Room = {}) {
		const { contestants = 100, question = shownQuestions.usual, round, rules } = room;
		this.names = Array.from({ length: contestants }, () => vietnameseName(this.random));
		this.units = contestants > 500 ? communes.map((name) => `Đoàn xã ${name}`) : units;
		const { rules: usual, awards } = presets.school100;
		this.show.do({
			type: 'prepare',
			prepared: {
				title: room.title ?? 'Rung chuông vàng: Tìm hiểu Nghị quyết Đại hội Đảng',
				organizer: room.organizer ?? 'Đoàn trường THPT Nguyễn Du',
				rules: {
					...usual,
					capacity: 20_000,
					phonesReadAlong: true,
					...rules,
					// None is proposed: whoever wants one calls for it.
					rescue: { ...usual.rescue, afterQuestions: [], atMost: null, floorEmpty: false, ...rules?.rescue }
				},
				rounds: [{ ...plainRound, name: 'Chinh phục', elimination: 'knockout', seconds: 20, ...round }],
				units: this.units,
				awards,
				questions: plan(question)
			}
		});
		const seats = this.names.map((_, i) => ({ sbd: i + 1, unit: this.unitOf(i + 1) }));
		this.show.do({ type: 'register', contestants: seats });
	}

	/** Seats the first so many, by default all. */
	seated(n = this.names.length): this {
		const sbds = Array.from({ length: n }, (_, i) => i + 1);
		if (n > 0) this.show.do({ type: 'checkIn', sbds });
		return this;
	}

	started(): this {
		this.show.do({ type: 'start' });
		return this;
	}

	/** Starts, and plays every question before the one that is to be shown. */
	begun(): this {
		this.seated().started();
		if (this.show.next.step === 'pair') return this;
		for (let i = 1; i < shownAs; i++) this.played();
		return this;
	}

	presented(q?: number): this {
		this.show.present(q);
		return this;
	}

	/** Opens the question, with so many seconds left on the countdown. */
	opened(secondsLeft = 12): this {
		this.show.open();
		this.show.now = this.show.turn.closesAt - secondsLeft * 1000;
		return this;
	}

	paused(): this {
		this.show.do({ type: 'pause' });
		return this;
	}

	/** The first so many on the floor go on with paper boards (CO7). */
	boards(n: number): this {
		this.show.do({ type: 'setBoards', sbds: this.show.left.slice(0, n), paper: true });
		return this;
	}

	/** Whose phones are off the line when the time is up. */
	lost(sbds: number[]): this {
		this.show.absent = sbds;
		return this;
	}

	/** What came between the contestants and the question on the floor. */
	interrupted(what: Interruption): this {
		this.show.do({ type: 'noteInterruption', q: this.show.turn.q, ...what });
		return this;
	}

	closed(): this {
		this.show.timeUp();
		return this;
	}

	paired(): this {
		this.show.do({ type: 'pair', seed: 'ghép đôi' });
		return this;
	}

	finished(): this {
		this.show.finish();
		return this;
	}

	/** What the host puts on the stage. */
	call(scene: Scene): this {
		this.show.do({ type: 'callScene', scene });
		return this;
	}

	/** The key is shown. `right`: who was right; by default as many as know their answers. `silent`: who gave none. */
	revealed(right?: (sbd: number) => boolean, silent: number[] = []): this {
		const { show } = this;
		const question = known(questionOf(show.contest, show.turn.q));
		const { stays, accuracy = 0.86 } = this.room;
		const knows = right ?? ((sbd: number) => sbd === stays || this.random.chance(accuracy));
		const says: Record<number, string> = {};
		for (const sbd of show.turn.roster) {
			if (silent.includes(sbd) || (!right && sbd !== stays && this.random.chance(0.01))) continue;
			says[sbd] = knows(sbd) ? rightAnswer(question) : wrongAnswer(question, this.random);
		}
		show.reveal({ says });
		return this;
	}

	/** A question from its presentation to its reveal. */
	played(right?: (sbd: number) => boolean): this {
		return this.presented().opened(0).closed().revealed(right);
	}

	/** Plays until so many are left, and no rescue and no cut comes between. */
	until(left: number): this {
		const first = (sbd: number) => (sbd === this.room.stays ? 0 : sbd);
		while (this.show.left.length > left) {
			const here = this.show.left.sort((a, b) => first(a) - first(b));
			const stay = new Set(here.slice(0, Math.max(left, Math.ceil(here.length / 2))));
			this.played((sbd) => stay.has(sbd));
		}
		return this;
	}

	/** Brings back the first so many of those who have left. */
	rescued(n: number): this {
		const { show } = this;
		const out = [...show.contest.contestants.values()].filter((c) => c.status === 'out').map((c) => c.sbd);
		show.rescue(...out.slice(0, n));
		return this;
	}

	rescuedOne(sbd: number): this {
		this.show.rescue(sbd);
		return this;
	}

	unitOf(sbd: number): string {
		return this.units[(sbd * 7) % this.units.length] ?? '';
	}

	private readonly nameOf = (sbd: number) => ({ name: this.names[sbd - 1] ?? '', unit: this.unitOf(sbd) });

	/** What the projector shows now. */
	stage(): StageView {
		const view = stageView(this.show.contest, code, joinUrl, this.nameOf);
		const top = this.names
			.slice(0, 8)
			.map((name, i) => ({ rank: i + 1, player: -1 - i, name, correct: 9 - i }));
		return {
			...view,
			rehearsalOf: null,
			look: { ...plainLook, ...this.room.look },
			record: this.record,
			audience: { players: top.length * 4, top }
		};
	}

	/** What the phone of a seat shows now; without a seat what anybody sees. */
	phone(sbd: number | null): PhoneView {
		const { contest } = this.show;
		return { ...phoneView(contest, this.nameOf), you: sbd === null ? null : youViews(contest)(sbd) };
	}

	/** Whose phone it is, and what is recorded for the question on the floor. */
	me(sbd: number, answer: string | null = null): Me {
		const q = this.show.contest.turn?.q ?? 0;
		return {
			sbd,
			...this.nameOf(sbd),
			pin: '270270',
			answer: answer === null ? null : { q, c: 1, v: answer }
		};
	}

	/** All questions that were played, with what she answered, as a phone gets them after the end. */
	review(sbd: number): Review {
		const questions = foldTurns(this.show.log).map(({ question, reveal, judged }) => {
			const mine = judged.get(sbd);
			return { ...question, reveal, mine: mine?.value ?? null, right: mine?.right ?? false };
		});
		return { questions };
	}

	/** What the host has on her desk now. */
	console(): HostView {
		const view = hostView(this.show.contest, code, joinUrl, this.nameOf, () => 'Đề ghi sai năm.', []);
		return {
			...view,
			rehearsal: false,
			signals: false,
			sponsors: false,
			record: this.record,
			fault: null
		};
	}

	private get record(): RecordHead | null {
		const { phase, version } = this.show.contest;
		return phase === 'finished' ? { events: version, head: '3f2a 9c01 7b44 e0d2' } : null;
	}

	people(): NamedPerson[] {
		return this.names.map((_, i) => ({ sbd: i + 1, ...this.nameOf(i + 1), state: 'shown' }));
	}
}
