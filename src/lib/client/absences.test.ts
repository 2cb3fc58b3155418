import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Away } from '$lib/protocol/phone';
import { Absences, type Ask } from './absences';

const opened = Date.UTC(2026, 10, 28);
const open: Ask = { q: 7, from: opened, to: opened + 20_000 };
let asks: Ask | null = null;
let told: Away[] = [];
let page: Absences;

/** A page of this contest in this tab; a new one after a reload. */
const load = () =>
	new Absences(
		'away:111111',
		() => asks,
		(away) => told.push(away)
	);
const wait = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);

beforeEach(() => {
	const kept = new Map<string, string>();
	vi.stubGlobal('sessionStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	});
	vi.useFakeTimers({ now: opened });
	[asks, told, page] = [open, [], load()];
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('[JU6] a page that is left while a question asks her', () => {
	it('is told once she is back, with the totals of the question', () => {
		wait(3);
		page.left();
		wait(4);
		expect(told).toEqual([]);
		page.back();
		page.back();
		page.left();
		wait(2);
		page.back();
		expect(told).toEqual([
			{ q: 7, times: 1, ms: 4000 },
			{ q: 7, times: 2, ms: 6000 }
		]);
	});

	it('for less than a second is not left', () => {
		page.left();
		wait(0.9);
		page.back();
		expect(told).toEqual([]);
	});

	it('is left once, however many events tell so', () => {
		page.left();
		wait(2);
		page.left();
		wait(2);
		page.back();
		expect(told).toEqual([{ q: 7, times: 1, ms: 4000 }]);
	});

	it('counts to the end of the time alone, and from the opening', () => {
		wait(15);
		page.left();
		wait(60);
		asks = null;
		page.back();
		expect(told).toEqual([{ q: 7, times: 1, ms: 5000 }]);
		page.left();
		wait(10);
		asks = { q: 8, from: Date.now() - 3000, to: Date.now() + 20_000 };
		page.back();
		expect(told.at(-1)).toEqual({ q: 8, times: 1, ms: 3000 });
	});

	it('is nothing between questions, nor where none asks her', () => {
		asks = null;
		page.left();
		wait(30);
		page.back();
		expect(told).toEqual([]);
	});

	it('is told by the page that is loaded in its place, which was back when that began', () => {
		wait(1);
		page.left();
		wait(5);
		const began = Date.now();
		wait(4);
		page = load();
		page.back(began);
		page.left();
		wait(1);
		page.back();
		expect(told).toEqual([
			{ q: 7, times: 1, ms: 5000 },
			{ q: 7, times: 2, ms: 6000 }
		]);
	});

	it('is told as well where nothing can be kept, or nonsense was', () => {
		sessionStorage.setItem('away:111111', '{"left"');
		vi.stubGlobal('sessionStorage', undefined);
		page = load();
		page.left();
		wait(2);
		page.back();
		expect(told).toEqual([{ q: 7, times: 1, ms: 2000 }]);
	});
});
