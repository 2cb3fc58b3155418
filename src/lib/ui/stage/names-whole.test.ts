import { expect, it } from 'vitest';
import { namesWhole } from './names-whole';

it('holds well-known names together, however they are written, and nothing else', () => {
	expect(namesWhole('Rung chuông vàng: Đoàn TNCS Hồ Chí Minh')).toBe(
		'Rung\u00a0chuông\u00a0vàng: Đoàn TNCS Hồ\u00a0Chí\u00a0Minh'
	);
	expect(namesWhole('RUNG CHUÔNG VÀNG')).toBe('RUNG\u00a0CHUÔNG\u00a0VÀNG');
	expect(namesWhole('Chuông vàng rung')).toBe('Chuông vàng rung');
});
