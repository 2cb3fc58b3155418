import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bellPlayer } from '../course';
import { chooseRescued } from '../rescue';
import { plainRound, rescueChoices, type Rules } from '../rules';
import type { ContestQuestion } from '../state';
import { Show } from '../show';
import { plainRules, prepared } from './given';

/**
 * Contests by published rule sets. What is known of each, what is assumed, and who was wrong lies in a file, with the
 * floor after every step as it follows from them: written down apart from the engine.
 */
const recorded = z.object({
	title: z.string(),
	sources: z.array(z.string()).min(1),
	stated: z.array(z.string()),
	assumed: z.array(z.string()),
	rules: z.record(z.string(), z.unknown()),
	rounds: z.array(
		z.object({
			name: z.string(),
			elimination: z.enum(['knockout', 'pairs']),
			questions: z.number(),
			type: z.enum(['single', 'short']).optional()
		})
	),
	types: z.record(z.string(), z.enum(['single', 'short'])),
	extra: z.record(z.string(), z.number()),
	contestants: z.number(),
	steps: z.array(
		z.union([
			z.object({ question: z.string(), wrong: z.string(), floor: z.string(), left: z.number() }),
			z.object({
				rescue: z.enum(['after_question', 'floor_empty']),
				choice: z.enum([...rescueChoices, 'all']),
				quota: z.number().optional(),
				back: z.string(),
				floor: z.string(),
				left: z.number()
			}),
			z.object({ pairs: z.number() }),
			z.object({ audience: z.number() })
		])
	),
	end: z.object({ bellRinger: z.number(), first: z.array(z.number()) })
});
type Recorded = z.infer<typeof recorded>;
type RescueStep = Extract<Recorded['steps'][number], { rescue: string }>;

const folder = fileURLToPath(new URL('recorded/', import.meta.url));
const files = readdirSync(folder);

/** `1-3, 7` as numbers. */
function seats(text: string): number[] {
	return text.split(', ').flatMap((part) => {
		if (part === '') return [];
		const [from = 0, to = from] = part.split('-').map(Number);
		return Array.from({ length: to - from + 1 }, (_, i) => from + i);
	});
}

function prepare({ rules, rounds, types, extra, contestants }: Recorded): Show {
	const roundsOf = rounds.flatMap((r, i) => Array<number>(r.questions).fill(i));
	const plan = prepared({ questions: { main: roundsOf.length, ...extra } });
	const questions = plan.questions.map((q, i): ContestQuestion => {
		const round = roundsOf[i] ?? -1;
		const type = rounds[round]?.type ?? types[q.kind] ?? 'single';
		return type === 'single' ? { ...q, round } : { ...q, round, type, options: [], key: 'Đáp án' };
	});
	const sbds = Array.from({ length: contestants }, (_, i) => i + 1);
	const full: Rules = { ...plainRules, ...rules };
	const own = rounds.map(({ name, elimination }) => ({ ...plainRound, name, elimination, seconds: 15 }));
	return new Show()
		.do({ type: 'prepare', prepared: { ...plan, rules: full, rounds: own, questions } })
		.do({ type: 'register', contestants: sbds.map((sbd) => ({ sbd, unit: '' })) })
		.do({ type: 'rollCall', sbds })
		.do({ type: 'start' });
}

/** The next question by the contest's own course, its boards marked before the reveal. */
function play(show: Show, wrong: number[]): void {
	const { next } = show;
	show.present(next.step === 'chooseTopic' ? next.qs[1] : undefined);
	show.open().timeUp();
	show.do({ type: 'markBoards', q: show.turn.q, wrong }).reveal();
}

function rescue(show: Show, { rescue: trigger, choice, quota = 0, back }: RescueStep): void {
	expect(show.next).toEqual({ step: 'rescue', trigger });
	const seed = 'hạt giống';
	const how = choice === 'all' ? 'recent' : choice;
	const won = choice === 'all' ? { quota: 100, percent: true } : { quota, percent: false };
	const byHand = choice === 'hand';
	const sbds = byHand ? seats(back) : chooseRescued(show.contest, how, won, seed);
	expect(sbds.sort((a, b) => a - b)).toEqual(seats(back));
	show.do({ type: 'rescue', trigger, choice: how, sbds, seed, byHand });
}

describe.each(files)('%s', (file) => {
	const contest = recorded.parse(JSON.parse(readFileSync(folder + file, 'utf8')));

	it('[EL2] [RE1] [RE3] [BE2] [BE4] replays to the floor after each question, the bell and the first places', () => {
		const show = prepare(contest);
		for (const step of contest.steps) {
			if ('pairs' in step) {
				show.do({ type: 'pair', seed: 'hạt giống' });
				expect(show.last('paired').pairs).toHaveLength(step.pairs);
				continue;
			}
			if ('audience' in step) {
				const q = show.contest.prepared?.questions.find((one) => one.kind === 'audience');
				show.play({}, q?.no);
				continue;
			}
			if ('question' in step) play(show, seats(step.wrong));
			else rescue(show, step);
			expect([JSON.stringify(step).slice(0, 30), show.left]).toEqual([
				JSON.stringify(step).slice(0, 30),
				seats(step.floor)
			]);
			expect(show.left).toHaveLength(step.left);
		}
		expect(bellPlayer(show.contest)).toBe(contest.end.bellRinger);
		expect(show.contest.bellRinger).toBe(contest.end.bellRinger);
		expect(show.next).toEqual({ step: 'finish' });
		expect(
			show
				.finish()
				.slice(0, contest.end.first.length)
				.map((r) => r.sbd)
		).toEqual(contest.end.first);
	});
});
