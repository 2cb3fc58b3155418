import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepSeat, readSeat, seatHeld, type KeptSeat } from './seat-store';

const seat: KeptSeat = { token: '7.abc', secret: null, pending: null, sketch: null };

beforeEach(() => {
	const kept = new Map<string, string>();
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	});
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test('the contest that the phone was last in is offered for half a day', () => {
	expect(seatHeld()).toBeNull();
	keepSeat('111111', seat);
	keepSeat('222222', seat);
	expect(seatHeld()).toBe('222222');
	vi.advanceTimersByTime(13 * 60 * 60 * 1000);
	expect(seatHeld()).toBeNull();
});

test('a seat that was given up or lost is not offered', () => {
	keepSeat('111111', seat);
	keepSeat('111111', { ...seat, token: null });
	expect(seatHeld()).toBeNull();
});

test('what an older program has kept is read, with what it did not know left empty', () => {
	localStorage.setItem('seat:111111', JSON.stringify({ token: '7.abc', secret: null, pending: null }));
	expect(readSeat('111111')).toEqual(seat);
});

test('a storage that is barred or full of nonsense holds no seat', () => {
	localStorage.setItem('seat', '"?"');
	expect(seatHeld()).toBeNull();
	vi.stubGlobal('localStorage', undefined);
	expect(seatHeld()).toBeNull();
	expect(readSeat('111111').token).toBeNull();
});
