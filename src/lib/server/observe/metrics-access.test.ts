import { describe, expect, it } from 'vitest';
import { mayReadMetrics } from './metrics-access';

const asking = (more: Partial<Parameters<typeof mayReadMetrics>[0]> = {}) => ({
	peer: '127.0.0.1',
	headers: ['Host', 'Accept'],
	authorization: null,
	...more
});

describe('without a token', () => {
	it.each(['127.0.0.1', '127.3.2.1', '::1', '::ffff:127.0.0.1'])('this machine may: %s', (peer) => {
		expect(mayReadMetrics(asking({ peer }), undefined)).toBe(true);
	});
	it.each(['192.168.1.9', '::ffff:10.0.0.2', 'fe80::1%eth0', '', undefined])('no other may: %s', (peer) => {
		expect(mayReadMetrics(asking({ peer }), undefined)).toBe(false);
	});
	it.each(['X-Forwarded-For', 'x-forwarded-proto', 'Forwarded', 'Via', 'X-Real-IP'])(
		'nobody may who comes by a proxy: %s',
		(header) => {
			expect(mayReadMetrics(asking({ headers: ['Host', header] }), undefined)).toBe(false);
		}
	);
	it('a token that nobody has asked for helps nobody', () => {
		const authorization = 'Bearer undefined';
		expect(mayReadMetrics(asking({ peer: '10.0.0.2', authorization }), undefined)).toBe(false);
	});
});

describe('with a token', () => {
	const token = 'a-token-of-16-or-more';
	it('whoever brings it may, wherever she is', () => {
		const from = { peer: '10.0.0.2', headers: ['X-Forwarded-For'], authorization: `Bearer ${token}` };
		expect(mayReadMetrics(asking(from), token)).toBe(true);
	});
	it.each([null, '', 'Bearer', `Bearer ${token} `, `Bearer ${token.slice(1)}`, `bearer ${token}`, token])(
		'nobody else may, not even this machine: %s',
		(authorization) => {
			expect(mayReadMetrics(asking({ authorization }), token)).toBe(false);
		}
	);
});
