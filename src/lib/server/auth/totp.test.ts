import { describe, expect, test } from 'vitest';
import { acceptedStep, base32, newTotpSecret, otpauthUri, stepAt, totpCode } from './totp';

/** The secret of the examples in RFC 6238, appendix B. */
const secret = Buffer.from('12345678901234567890');
const at = 1_700_000_010_000;
const now = stepAt(at);

describe('codes', () => {
	/** The last six of the RFC's eight digits. */
	test.each([
		[59, '287082'],
		[1_111_111_109, '081804'],
		[1_111_111_111, '050471'],
		[1_234_567_890, '005924'],
		[2_000_000_000, '279037'],
		[20_000_000_000, '353130']
	])('at %i s it is %s', (seconds, code) => {
		expect(totpCode(secret, stepAt(seconds * 1000))).toBe(code);
	});

	/** RFC 4226, appendix D. */
	test.each([
		[0, '755224'],
		[1, '287082'],
		[2, '359152'],
		[9, '520489']
	])('of step %i it is %s', (step, code) => {
		expect(totpCode(secret, step)).toBe(code);
	});
});

describe('what is accepted', () => {
	test.each([-1, 0, 1])('the code of step %i from now', (by) => {
		expect(acceptedStep(secret, totpCode(secret, now + by), at, 0)).toBe(now + by);
	});

	test.each([-3, -2, 2, 3])('not the code of step %i from now', (by) => {
		expect(acceptedStep(secret, totpCode(secret, now + by), at, 0)).toBeNull();
	});

	test('a code once, and none before it', () => {
		const [before, present, after] = [-1, 0, 1].map((by) => totpCode(secret, now + by));
		expect(acceptedStep(secret, present ?? '', at, now)).toBeNull();
		expect(acceptedStep(secret, before ?? '', at, now)).toBeNull();
		expect(acceptedStep(secret, after ?? '', at, now)).toBe(now + 1);
	});

	test.each(['', '0', '12345', '1234567', '١٢٣٤٥٦', 'abcdef'])('never %j', (typed) => {
		expect(acceptedStep(secret, typed, at, 0)).toBeNull();
	});

	test('not the code of another secret', () => {
		const wrong = [-1, 0, 1].map((by) => totpCode(newTotpSecret(), now + by));
		const right = [-1, 0, 1].map((by) => totpCode(secret, now + by));
		const others = wrong.filter((code) => !right.includes(code));
		expect(others.map((code) => acceptedStep(secret, code, at, 0))).toEqual(others.map(() => null));
	});
});

describe('how apps get the secret', () => {
	test('160 bits, other ones each time, in base32', () => {
		expect(newTotpSecret()).toHaveLength(20);
		expect(base32(newTotpSecret())).toMatch(/^[A-Z2-7]{32}$/);
		expect(base32(newTotpSecret())).not.toBe(base32(newTotpSecret()));
		expect(base32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
	});

	test('the QR code names program and account, without a plus for a blank', () => {
		const uri = otpauthUri(secret, 'Chuông Vàng', 'lan.nguyen');
		expect(uri).not.toContain('+');
		expect(decodeURIComponent(new URL(uri).pathname)).toContain('Chuông Vàng:lan.nguyen');
		expect(Object.fromEntries(new URL(uri).searchParams)).toEqual({
			secret: base32(secret),
			issuer: 'Chuông Vàng'
		});
	});
});
