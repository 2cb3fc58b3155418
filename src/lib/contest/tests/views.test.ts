import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as protocol from '$lib/protocol/host';
import * as phoneProtocol from '$lib/protocol/phone';
import { leanView, leanYou, wholeView } from '$lib/protocol/phone-lean';
import * as stageProtocol from '$lib/protocol/stage';
import type { Contest } from '../state';
import { hostView } from '../views/host';
import { phoneView, youViews } from '../views/phone';
import { floorView, stageView } from '../views/stage';
import { rescueOf, type Show } from '../show';
import { phonesAsked } from '../verdicts';
import { sealedLeadMs } from '../rules';
import { given, limitMs } from './given';
import { lead, leadToTheEnd } from './lead';
import { wild } from './wild';

const nameOf = (sbd: number) => ({ name: `Thí sinh ${sbd}`, unit: 'Chi đoàn 1' });
const host = ({ contest }: Show) => hostView(contest, 'ABC123', 'http://máy/ABC123', nameOf, () => '', []);
const stage = ({ contest }: Show) => stageView(contest, 'ABC123', 'http://máy/ABC123', nameOf);
const phone = ({ contest }: Show) => phoneView(contest, nameOf);
const you = ({ contest }: Show, sbd: number) => youViews(contest)(sbd);
const floor = ({ contest }: Show) => floorView(contest).states;

describe('views and the wire', () => {
	it('every view of any contest is what the protocol says, and nothing more', { timeout: 60_000 }, () => {
		const check = (contest: Contest) => {
			const phone = { ...phoneView(contest, nameOf), you: youViews(contest)(1) };
			expect(phoneProtocol.phoneView.parse(phone)).toEqual(phone);
			const { you, ...shared } = phone;
			const sent = JSON.stringify({ ...leanView(shared), ...(you && { you: leanYou(you) }) });
			expect(wholeView(JSON.parse(sent))).toEqual(phone);
			const stage = {
				...stageView(contest, 'ABC123', '', nameOf),
				rehearsalOf: null,
				look: stageProtocol.plainLook,
				record: { events: contest.version, head: '3f2a 9c01 7b44 e0d2' },
				audience: { players: 0, top: [] }
			};
			expect(stageProtocol.stageView.parse(stage)).toEqual(stage);
			const host = {
				...hostView(contest, 'ABC123', '', nameOf, () => '', []),
				rehearsal: false,
				signals: false,
				sponsors: false,
				record: null,
				fault: { code: 'seat' as const, seq: 3, sbd: 1 }
			};
			expect(protocol.hostView.parse(host)).toEqual(host);
		};
		fc.assert(
			fc.property(wild, (w) => {
				const show = lead(w);
				leadToTheEnd(show);
				show.states.forEach(check);
			}),
			{ numRuns: 40 }
		);
	});
});

describe('before the bell', () => {
	it('[BE1] the stage can show who is left alone, and what she may choose from, until her question comes', () => {
		const rules = { bell: { atOnce: true, topicChoice: true } };
		const show = given({ questions: { main: 3, bell: 2 }, every: { topic: 'Lịch sử' }, rules });
		expect(stage(show)).toMatchObject({ last: null, topics: [] });
		show.play({ right: [2], wrong: [1, 3, 4] });
		expect(stage(show)).toMatchObject({ last: { sbd: 2 }, topics: [], bell: null });
		show.do({ type: 'callScene', scene: 'last' });
		expect(stage(show)).toMatchObject({ last: { sbd: 2 }, topics: ['Lịch sử', 'Lịch sử'] });
		expect(host(show).bellIsNext).toBe(true);
		show.present(4);
		expect(stage(show)).toMatchObject({ last: null, topics: [], bell: { sbd: 2 } });
		expect(host(show).bellIsNext).toBe(false);
	});

	it('[BE1] with one bell question there is nothing to choose, and she is shown all the same', () => {
		const show = given({
			questions: { main: 3, bell: 1 },
			rules: { bell: { atOnce: true, topicChoice: true } }
		});
		show.play({ right: [2], wrong: [1, 3, 4] });
		expect(stage(show)).toMatchObject({ last: { sbd: 2 }, topics: [] });
	});
});

describe('the floor of thousands', () => {
	it('names the units of its seats where numbers can not be read any more', () => {
		const unit = (sbd: number) => `Đoàn xã ${sbd % 3}`;
		expect(stage(given({ contestants: 400, unit })).clusters).toBeNull();
		const many = stage(given({ contestants: 401, unit })).clusters;
		expect(many?.names).toEqual(['Đoàn xã 0', 'Đoàn xã 1', 'Đoàn xã 2']);
		expect(many?.of.slice(0, 4)).toEqual([1, 2, 0, 1]);
		expect(stage(given({ contestants: 401 })).clusters).toBeNull();
	});
});

describe('the next step', () => {
	it('leads through a question, and to the ranking', () => {
		const show = given({ waiting: true, questions: { main: 1, bell: 1 } });
		const steps = [show.next.step];
		const note = (after: Show) => steps.push(after.next.step);
		note(show.do({ type: 'start' }));
		note(show.present());
		note(show.open());
		note(show.do({ type: 'pause' }));
		note(show.do({ type: 'resume' }));
		note(show.timeUp());
		note(show.reveal({ right: [1] }));
		note(show.play({ right: [1] }));
		show.finish();
		note(show);
		expect(steps).toEqual('start present open close resume close reveal present finish done'.split(' '));
	});
});

describe("the host's view", () => {
	it('has the key of the question on the floor and of the one that comes next', () => {
		const show = given({ questions: { main: 3 }, every: { options: ['Huế', 'Hà Nội'], key: 'B' } });
		expect(host(show)).toMatchObject({ question: null, upcoming: [{ q: 1, ordinal: 1, keyText: 'Hà Nội' }] });
		show.present();
		expect(host(show)).toMatchObject({ question: { q: 1, key: 'B' }, upcoming: [{ q: 2, ordinal: 2 }] });
		show.open();
		expect(host(show).question).toMatchObject({ plays: 4, acceptUntil: show.turn.closesAt + 1000 });
		show.timeUp().reveal({ right: [1, 2, 3, 4] });
		expect(host(show).upcoming).toMatchObject([{ q: 2, ordinal: 2 }]);
	});

	it('counts the next main question right while a rescue question is on the floor', () => {
		const show = given({ questions: { main: 3, rescue: 1 } })
			.play({ right: [1] })
			.present(4);
		expect(host(show)).toMatchObject({ question: { ordinal: 1, of: 1 }, upcoming: [{ q: 2, ordinal: 2 }] });
	});

	it('[BE1] has the topics that the last one may choose from', () => {
		const show = given({
			questions: { main: 1, bell: 2 },
			rules: { bell: { atOnce: false, topicChoice: true } }
		}).play({ right: [1] });
		expect(host(show).upcoming.map((q) => q.q)).toEqual([2, 3]);
	});

	it('has no question to come when there is none, though main ones are left over', () => {
		const show = given({
			questions: { main: 3, bell: 1 },
			rules: { bell: { atOnce: true, topicChoice: false } }
		})
			.play({ right: [1] })
			.present();
		expect(host(show)).toMatchObject({ question: { kind: 'bell' }, upcoming: [] });
		show
			.open()
			.timeUp()
			.reveal({ right: [1] });
		expect(host(show)).toMatchObject({ next: { step: 'finish' }, upcoming: [] });
	});

	it('turns the pages of a called scene, and lets a scene without a page turn its own', () => {
		const show = given().play({ right: [1] });
		show.finish();
		show.do({ type: 'callScene', scene: 'awards', page: 2 });
		expect([host(show).calledPage, stage(show).page]).toEqual([2, 2]);
		show.do({ type: 'callScene', scene: 'awards' });
		expect([host(show).calledPage, stage(show).page]).toEqual([null, null]);
	});

	it('[EL1] asks nobody who is sent off while the question is open, and asks her again when she is brought back', () => {
		const show = given().present().open();
		show.setStatus(4, 'eliminated');
		expect(you(show, 4)).toMatchObject({ status: 'out', plays: false, along: false });
		expect(phonesAsked(show.contest, show.turn)).toBe(3);
		show.setStatus(4, 'reinstated');
		expect(you(show, 4)).toMatchObject({ status: 'in', plays: true });
		expect(phonesAsked(show.contest, show.turn)).toBe(4);
	});

	it('[PH10] a sealed question opens on all screens at one instant after the order, and its time begins there', () => {
		const opens = (sealedStart: boolean) => {
			const show = given({ rules: { sealedStart } }).present();
			const ordered = show.now;
			show.open();
			const onPhones = phone(show).question;
			const { opensAt = NaN, closesAt = NaN } = onPhones ?? {};
			expect(stage(show).question).toMatchObject({ opensAt, closesAt });
			return { opensAt: opensAt && opensAt - ordered, closesAt: closesAt - ordered };
		};
		expect(opens(true)).toEqual({ opensAt: sealedLeadMs, closesAt: sealedLeadMs + limitMs });
		expect(opens(false)).toEqual({ opensAt: 0, closesAt: limitMs });
	});

	it('[PH9] says until when it is read', () => {
		expect(host(given().present()).readingUntil).toBeNull();
		const show = given({ rules: { readingSeconds: 3 } }).present();
		expect(host(show).readingUntil).toBe(show.now + 3000);
	});

	it('[RE4] [RE5] says what a rescue would be about', () => {
		const show = given({ questions: { main: 2, rescue: 2 } }).play({ right: [1] });
		expect(host(show).rescue).toMatchObject({
			barred: null,
			used: 0,
			limit: 2,
			eliminated: 3,
			returning: null
		});
		show.play({ right: [3] }, 3);
		expect(host(show).rescue).toMatchObject({ returning: [3], questions: [{ q: 4 }] });
		show.do({ ...rescueOf([3]), choice: 'question' }).rescue(2);
		expect(host(show).rescue).toMatchObject({ barred: 'rescue/none_left', used: 2, eliminated: 1 });
	});

	it('[IN4] counts everybody once', () => {
		const show = given({ contestants: 6, waiting: true });
		show.do({ type: 'register', contestants: [{ sbd: 7, unit: '' }] }).do({ type: 'start' });
		show
			.play({ right: [1, 2] })
			.setStatus(1, 'disqualified')
			.setStatus(6, 'withdrawn');
		expect(host(show).counts).toEqual({ registered: 1, checkedIn: 0, in: 1, out: 3, gone: 2, total: 7 });
	});
});

describe('the stage', () => {
	it('has one letter for each seat, in the order of the seats', () => {
		const show = given({ contestants: 3, waiting: true });
		show.do({ type: 'register', contestants: [{ sbd: 9, unit: '' }] });
		expect(floorView(show.contest)).toEqual({ seats: [1, 2, 3, 9], states: 'cccr', lives: '' });
		expect(floor(show.do({ type: 'start' }))).toBe('iiir');
	});

	it('[EL4] darkens a seat at the reveal, marks who has just left, and who has just come back', () => {
		const show = given({ contestants: 5 }).present().open().timeUp();
		expect(floor(show)).toBe('iiiii');
		expect(floor(show.reveal({ right: [1, 2, 3] }))).toBe('iiinn');
		expect(floor(show.play({ right: [1, 2] }))).toBe('iinoo');
		expect(floor(show.rescue(3, 5))).toBe('iibob');
		show.setStatus(4, 'withdrawn').setStatus(5, 'disqualified');
		expect(floor(show)).toBe('iibwd');
		expect(floor(show.present())).toBe('iiiwd');
	});

	it('shows who withdraws right after the reveal as withdrawn', () => {
		expect(
			floor(
				given()
					.play({ right: [1, 2] })
					.setStatus(3, 'withdrawn')
			)
		).toBe('iiwn');
	});

	it('follows the contest by itself, unless the host calls a scene', () => {
		const show = given({ waiting: true, questions: { main: 2, bell: 1 } });
		const scenes = [stage(show).scene];
		const note = (after: Show) => scenes.push(stage(after).scene);
		note(show.do({ type: 'start' }));
		note(show.present().open());
		note(show.timeUp().reveal({ right: [1] }));
		note(show.rescue(2));
		note(show.do({ type: 'callScene', scene: 'standings' }));
		note(show.play({ right: [1] }));
		note(show.play({ right: [1] }));
		show.finish();
		note(show);
		expect(scenes).toEqual('join floor question reveal rescue standings reveal bell standings'.split(' '));
	});

	it('without a bell the end is the standings', () => {
		const show = given();
		show.finish();
		expect(stage(show).scene).toBe('standings');
	});

	it('[BE1] [BE2] says who plays for the bell, and whether it rang', () => {
		const show = given({ questions: { main: 1, bell: 1 } }).play({ right: [2] });
		expect(stage(show).bell).toBeNull();
		expect(stage(show.present())).toMatchObject({ bell: { sbd: 2, name: 'Thí sinh 2' }, bellRung: false });
		show
			.open()
			.timeUp()
			.reveal({ right: [2] });
		expect(stage(show)).toMatchObject({ bell: { sbd: 2 }, bellRung: true });
	});

	it('names who left and who came back', () => {
		const show = given().play({ right: [1, 2] });
		expect(stage(show).gone.map((p) => p.sbd)).toEqual([3, 4]);
		expect(stage(show.rescue(3)).back.map((p) => p.name)).toEqual(['Thí sinh 3']);
	});
});

describe('the reveal', () => {
	it('counts answers by option, those who gave none, who left and who is left', () => {
		const show = given({ contestants: 6, every: { options: ['Một', 'Hai', 'Ba'], key: 'C' } });
		show.play({ right: [1, 2], says: { 3: 'A', 4: 'A', 5: 'Z' } });
		expect(phone(show).reveal).toMatchObject({
			key: 'C',
			keyText: 'Ba',
			judged: 6,
			right: 2,
			counts: [2, 0, 2],
			none: 1,
			out: 4,
			left: 2,
			everyoneFailed: null
		});
		expect(phone(show).reveal).toEqual(stage(show).reveal);
	});
});

describe('the phone', () => {
	it('[EL1] says who plays', () => {
		const show = given({ questions: { main: 3, rescue: 1 } }).play({ right: [1] });
		const plays = () => [1, 2].map((sbd) => you(show, sbd)?.plays);
		expect(plays()).toEqual([false, false]);
		show.present(4);
		expect(plays()).toEqual([false, true]);
		show.open();
		expect(plays()).toEqual([false, true]);
		show
			.timeUp()
			.reveal({ right: [2] })
			.do({ ...rescueOf([2]), choice: 'question' });
		show.present();
		expect(plays()).toEqual([true, true]);
	});

	it('tells each what became of her', () => {
		const show = given().play({ right: [1, 2], wrong: [3] });
		const verdicts = [1, 3, 4].map((sbd) => you(show, sbd)?.verdict);
		expect(verdicts).toEqual(['right', 'wrong', 'none']);
		expect(you(show, 3)).toMatchObject({ status: 'out', outAt: 1, rescued: false, rank: null });
		expect(you(show.rescue(3), 3)).toMatchObject({ status: 'in', outAt: null, rescued: true });
		expect(you(show.play({ right: [1] }), 4)).toMatchObject({ verdict: null, outAt: 1 });
		show.finish();
		expect(you(show, 1)).toMatchObject({ rank: 1 });
		expect(you(show, 99)).toBeNull();
	});

	it('is told the same whether it is made for her alone or for all of a class', () => {
		let shared = 0;
		fc.assert(
			fc.property(wild, (w) => {
				const show = lead(w);
				leadToTheEnd(show);
				for (const contest of show.states) {
					const ofAll = youViews(contest);
					const seats = [...contest.contestants.keys()];
					for (const sbd of seats) expect(ofAll(sbd)).toEqual(youViews(contest)(sbd));
					shared += seats.length - new Set(seats.map(ofAll)).size;
				}
			}),
			{ numRuns: 200 }
		);
		expect(shared).toBeGreaterThan(1000);
	});

	it('at the end has the podium and no question', () => {
		const show = given().play({ right: [1] });
		show.finish();
		expect(phone(show)).toMatchObject({ phase: 'finished', question: null, reveal: null });
		expect(phone(show).podium.map((p) => p.sbd)).toEqual([1, 2, 3]);
	});

	it('[PH4] knows whether the first choice stays', () => {
		expect(phone(given({ rules: { firstChoiceLocks: true } }).present()).question?.locks).toBe(true);
	});
});

describe('the stage', () => {
	it('[PH7] knows a close by the host from the end of the time, and nothing of it once there is more time', () => {
		const show = given().present().open().do({ type: 'close', absent: [] });
		expect(stage(show).question).toMatchObject({ state: 'closed', early: true });
		show.do({ type: 'reopen', ms: 10_000 });
		expect(stage(show).question?.early).toBe(false);
		expect(stage(show.timeUp()).question).toMatchObject({ state: 'closed', early: false });
	});

	it('[CO7] tells boards from phones, and at the reveal who of those wrong has one', () => {
		const show = given({ contestants: 4, rules: { boards: 'mixed' } });
		show
			.do({ type: 'setBoards', sbds: [1, 2], paper: true })
			.present()
			.open()
			.timeUp();
		expect(stage(show).question?.boards).toBe(2);
		show.do({ type: 'markBoards', q: show.turn.q, wrong: [1] }).reveal({ right: [3], wrong: [4] });
		const { reveal, gone } = stage(show);
		expect(reveal).toMatchObject({ counts: [1, 1], none: 0, boards: { right: 1, wrong: 1 }, out: 2 });
		expect(gone.map((one) => one.sbd)).toEqual([1, 4]);
	});

	it('[JU1] says whether what the judges changed is the question that it shows', () => {
		const show = given().play({ right: [1, 2] });
		const strike = (turn: number, back: number[]) =>
			show.do({
				type: 'correct',
				turn,
				change: { kind: 'void' },
				reason: 'Bị lộ',
				sendOff: false,
				seen: { back, off: [] },
				answers: []
			});
		strike(1, [3, 4]);
		expect(stage(show).notice).toMatchObject({ onStage: true, kind: 'void', backCount: 2 });
		show.play({ right: [1, 2, 3] }).play({ right: [1, 2, 3] });
		strike(2, [4]);
		expect(stage(show).notice).toMatchObject({ onStage: false });
	});
});
