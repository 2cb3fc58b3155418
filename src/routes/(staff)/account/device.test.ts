import { expect, test } from 'vitest';
import { deviceOf } from './device';

test.each([
	[
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0',
		{ browser: 'Edge', system: 'Windows' }
	],
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Mobile/15E148 Safari/604.1',
		{ browser: 'Safari', system: 'iPhone' }
	],
	[
		'Mozilla/5.0 (Linux; Android 10; SM-A105F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0 Mobile Safari/537.36',
		{ browser: 'Chrome', system: 'Android' }
	],
	[
		'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:120.0) Gecko/20100101 Firefox/120.0',
		{ browser: 'Firefox', system: 'macOS' }
	],
	['curl/8.0', null],
	['', null]
])('a browser goes by the name that its owner knows: %s', (userAgent, device) => {
	expect(deviceOf(userAgent)).toEqual(device);
});
