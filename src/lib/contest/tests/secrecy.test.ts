import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Media } from '$lib/bank/question';
import { nextStep } from '../next-step';
import {
	keyIsShown,
	preparedOf,
	questionOf,
	type Contest,
	type ContestQuestion,
	type PlayedTurn
} from '../state';
import { hostView } from '../views/host';
import { mediaInRoom } from '../views/media';
import { phoneView, youViews } from '../views/phone';
import { stageView } from '../views/stage';
import type { Answers } from '../show';
import { given } from './given';
import { lead, leadToTheEnd } from './lead';
import { wild } from './wild';

const nameOf = (sbd: number) => ({ name: `Thí sinh ${sbd}`, unit: 'Chi đoàn 1' });

/** All that any phone gets. */
const phones = (contest: Contest) => {
	const you = youViews(contest);
	return { all: phoneView(contest, nameOf), each: [...contest.contestants.keys(), 999].map(you) };
};
const stage = (contest: Contest) => stageView(contest, 'ABC123', 'http://192.168.1.5/ABC123', nameOf);
const seenByAll = (contest: Contest) => ({ phones: phones(contest), stage: stage(contest) });
const host = (contest: Contest) => hostView(contest, 'ABC123', '', nameOf, () => '', []);

const hidden = ({ type, key, accepted, explanation, source, note }: ContestQuestion) => [
	...(type === 'short' ? [key, ...accepted] : []),
	explanation,
	source,
	note
];
/** What nobody may read before it is presented; a topic only when the host shows it to who may choose it (BE1). */
const readable = (contest: Contest, { no, text, options, topic }: ContestQuestion) => [
	text,
	...options,
	...(isOffered(contest, no) ? [] : [topic])
];
function isOffered(contest: Contest, no: number): boolean {
	const next = nextStep(contest);
	return contest.scene === 'last' && next.step === 'chooseTopic' && next.qs.includes(no);
}

/** Every moment of any contest. */
function always(check: (contest: Contest) => void): void {
	fc.assert(
		fc.property(wild, (w) => {
			const show = lead(w);
			leadToTheEnd(show);
			show.states.forEach(check);
		}),
		{ numRuns: 150 }
	);
}

function isRevealed(contest: Contest, q: ContestQuestion): boolean {
	const shown = contest.turn?.q === q.no && keyIsShown(contest.turn);
	// Taken out before its reveal, a question has been presented, and its key has not been shown.
	const takenOut = (t: PlayedTurn) => t.voided && t.corrected === null && t.everyoneFailed === null;
	return shown || contest.played.some((t) => t.q === q.no && !takenOut(t));
}

function isPresented(contest: Contest, q: ContestQuestion): boolean {
	return contest.turn?.q === q.no || contest.played.some((t) => t.q === q.no);
}

/** The same contest, had every question that is not revealed another key, and every one not presented another text. */
function otherwise(contest: Contest): Contest {
	const prepared = preparedOf(contest);
	const questions = prepared.questions.map((q) => {
		if (isRevealed(contest, q)) return q;
		const secret = { key: q.key === 'A' ? 'B' : 'Đáp án khác hẳn', accepted: ['nào', 'khác'] };
		const told = {
			explanation: 'Lời giải thích dài hơn nhiều',
			source: '',
			note: 'Ghi chú khác',
			level: 'recall' as const
		};
		const topic = isOffered(contest, q.no) ? q.topic : 'Chủ đề khác';
		const text = { text: 'Câu khác?', topic, options: q.options.map(() => 'Phương án khác') };
		return { ...q, ...secret, ...told, ...(isPresented(contest, q) ? {} : text) };
	});
	return { ...contest, prepared: { ...prepared, questions } };
}

const sha = 'f00d'.repeat(16);

/** The same contest with a picture on every question and on every explanation. */
function illustrated(contest: Contest): Contest {
	const prepared = preparedOf(contest);
	const picture = (on: Media['on'], no: number) => {
		return { id: sha, kind: 'image', on, alt: 'Ảnh', width: 40, height: 30, token: `${on} ${no}` } as const;
	};
	const questions = prepared.questions.map((q) => {
		return { ...q, media: [picture('text', q.no), picture('explanation', q.no)] };
	});
	return { ...contest, prepared: { ...prepared, questions } };
}

function expectNone(contest: Contest, secrets: string[]): void {
	const seen = JSON.stringify(seenByAll(contest));
	const leaked = secrets.filter((secret) => seen.includes(secret));
	if (leaked.length > 0) expect(leaked).toEqual([]);
}

function expectEqual(a: unknown, b: unknown): void {
	if (!isDeepStrictEqual(a, b)) expect(a).toEqual(b);
}

describe('[PH2] what phones and stage get before the reveal', { timeout: 60_000 }, () => {
	it('[PH2] contains no key, accepted answer, explanation, source or note', () => {
		always((contest) => {
			expectNone(
				contest,
				preparedOf(contest)
					.questions.filter((q) => !isRevealed(contest, q))
					.flatMap(hidden)
			);
		});
	});

	it('[PH2] contains nothing at all of a question that has not been presented', () => {
		always((contest) => {
			expectNone(
				contest,
				preparedOf(contest)
					.questions.filter((q) => !isPresented(contest, q))
					.flatMap((q) => readable(contest, q))
			);
		});
	});

	it('[PH2] is the same whatever the key is, to the last byte', () => {
		always((contest) => expectEqual(seenByAll(otherwise(contest)), seenByAll(contest)));
	});

	it('[PH2] [QU1] names no picture before its time; what nobody was told the name of is not given out either', () => {
		always((plain) => {
			const contest = illustrated(plain);
			const seen = JSON.stringify(seenByAll(contest));
			for (const q of preparedOf(contest).questions)
				for (const { on, token } of q.media) {
					const due = on === 'text' ? isPresented(contest, q) : isRevealed(contest, q);
					expectEqual([token, mediaInRoom(contest, token) !== null], [token, due]);
					// `text 1` is not the beginning of `text 12`.
					if (!due) expectEqual([token, new RegExp(`${token}(?!\\d)`).test(seen)], [token, false]);
				}
		});
		expect(mediaInRoom(illustrated(given().present().contest), 'nothing')).toBeNull();
	});

	it('[PH2] [QU1] names it by a name that says nothing, to phones once they may read the question', () => {
		const show = given({ rules: { phonesReadAlong: false } });
		const named = (view: unknown) => /\/m\/[\w ]+/.exec(JSON.stringify(view))?.[0];
		const seen = (view: (contest: Contest) => unknown) => named(view(illustrated(show.contest)));
		expect([seen(phones), seen(stage)]).toEqual([undefined, undefined]);
		show.present();
		expect([seen(phones), seen(stage)]).toEqual([undefined, '/m/text 1']);
		show.open();
		expect([seen(phones), seen(stage)]).toEqual(['/m/text 1', '/m/text 1']);
		expect(JSON.stringify(seenByAll(illustrated(show.contest)))).not.toContain(sha);
		expect(named(host(illustrated(show.contest)))).toBeUndefined();
		expect(JSON.stringify(host(illustrated(show.contest)))).toContain(`/media/${sha}`);
	});

	it('[PH2] the host sees the key, and after the reveal everybody does: the plants can be found', () => {
		const show = given({ every: { type: 'short', options: [], key: 'Hòa Bình', explanation: 'Vì thế' } });
		const has = (view: unknown) => ['Hòa Bình', 'Vì thế'].map((s) => JSON.stringify(view).includes(s));
		show.present().open().timeUp();
		expect(has(host(show.contest))).toEqual([true, true]);
		expect(has(seenByAll(show.contest))).toEqual([false, false]);
		show.reveal({ right: [1] });
		expect(has(phones(show.contest))).toEqual([true, true]);
		expect(has(stage(show.contest))).toEqual([true, true]);
	});
});

describe('[PH1] while the question is read out', () => {
	const question = { text: 'Thủ đô?', options: ['Hà Nội', 'Huế'] };
	const presented = (phonesReadAlong: boolean) =>
		phoneView(given({ every: question, rules: { phonesReadAlong } }).present().contest, nameOf).question;

	it('[PH1] the stage shows it; phones show nothing of it', () => {
		expect(presented(false)).toMatchObject({ state: 'presented', text: '', options: [] });
		expect(stage(given({ every: question }).present().contest).question?.text).toBe('Thủ đô?');
	});

	it('[PH1] by option phones show the stem, with nothing to tap', () => {
		expect(presented(true)).toMatchObject({ state: 'presented', text: 'Thủ đô?', options: [] });
	});

	it('[PH1] [PH8] once it is open phones and stage show the same options in the same order', () => {
		const { contest } = given({ every: question }).present().open();
		expect(phoneView(contest, nameOf).question).toMatchObject(question);
		expect(stage(contest).question).toMatchObject(question);
	});
});

describe('[EL4] what phones and stage get before the reveal', { timeout: 60_000 }, () => {
	it('[EL4] does not depend on what anybody answers', () => {
		const seen = (answers: Answers) => {
			const show = given().present().open().timeUp();
			show.recorded(answers);
			return show.states.map(seenByAll);
		};
		expect(seen({ right: [1, 2, 3, 4] })).toEqual(seen({ wrong: [1, 2] }));
	});

	it('[EL4] does not depend on what the judges decide about groups of answers', () => {
		always((contest) => {
			const { turn } = contest;
			if (!turn || turn.stage === 'revealed' || turn.stage === 'marking') return;
			const decided = { ...contest, turn: { ...turn, groups: new Map([['hoa binh', true]]) } };
			expectEqual(seenByAll(decided), seenByAll(contest));
		});
	});

	it('[EL4] holds no verdict and no numbers of a question that is not revealed', () => {
		always((contest) => {
			if (keyIsShown(contest.turn)) return;
			const { phones: seen, stage: room } = seenByAll(contest);
			const verdicts = seen.each.filter((you) => you !== null && you.verdict !== null);
			expectEqual([seen.all.reveal, room.reveal, room.gone, verdicts], [null, null, [], []]);
		});
	});

	it('[PH10] a question that phones get sealed is on no stage before it is opened', () => {
		const show = given({ rules: { sealedStart: true }, every: { options: ['Huế', 'Hà Nội'] } }).present();
		const seen = () => stageView(show.contest, 'ABC123', '', nameOf).question;
		expect(seen()).toMatchObject({ text: '', options: [], media: [] });
		show.open();
		expect(seen()).toMatchObject({ text: questionOf(show.contest, 1).text, options: ['Huế', 'Hà Nội'] });
	});

	it('[EL4] [PH7] a phone sees no difference between an open question and one closed by its deadline', () => {
		for (const sealedStart of [false, true]) {
			const show = given({ rules: { sealedStart } }).present().open();
			const open = phoneView(show.contest, nameOf);
			const you = youViews(show.contest)(1);
			show.timeUp();
			expect({ ...phoneView(show.contest, nameOf), v: open.v }).toEqual(open);
			expect(youViews(show.contest)(1)).toEqual(you);
		}
	});
});
