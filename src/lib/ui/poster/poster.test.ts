import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import Poster from './Poster.svelte';

const shown = (
	look: { theme: 'night' | 'day'; logo: string | null; background: string | null },
	rosterOnly: boolean
) =>
	render(Poster, {
		props: {
			title: 'Rung chuông vàng 26/3',
			organizer: 'Đoàn trường',
			look,
			code: '123456',
			rosterOnly,
			address: { origin: 'http://192.168.1.5:3000', local: false },
			here: '/host/contests/1'
		}
	}).body;
const plain = { theme: 'night', logo: null, background: null } as const;

it('has the ground, the logo and the background of the contest’s stage', () => {
	expect(shown(plain, false)).toMatch(/class="door night/);
	const dressed = shown({ theme: 'day', logo: '/look/1/logo', background: '/look/1/background' }, false);
	expect(dressed).toMatch(/class="door day/);
	expect(dressed).toContain('src="/look/1/logo"');
	expect(dressed).toContain('src="/look/1/background"');
});

it('[CO2] tells those on a roster to bring their numbers, and the others that they get one', () => {
	expect(shown(plain, false)).toContain('Nhận số báo danh');
	expect(shown(plain, true)).toContain('Nhập số báo danh và mã PIN');
	expect(shown(plain, true)).not.toContain('Nhận số báo danh');
});
