import type { Page } from '@playwright/test';
import sharp from 'sharp';

/** Pictures in the place of those that an organizer would have brought: drawn here, by what their address names. */
export async function drawPictures(page: Page): Promise<void> {
	await page.route(/\/(m|media|look)\/[^/]+(\/|$)?/, async (route) => {
		const { pathname } = new URL(route.request().url());
		const [, width = '640', height = '360'] = /image-(\d+)x(\d+)/.exec(pathname) ?? [];
		if (pathname.includes('audio')) return await route.fulfill({ status: 204 });
		const name = pathname.split('/').at(-1) ?? '';
		const body = await sharp(Buffer.from(drawing(name, Number(width), Number(height))))
			.png()
			.toBuffer();
		await route.fulfill({ contentType: 'image/png', body });
	});
}

function drawing(name: string, width: number, height: number): string {
	const frame = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`;
	const [x, y, r] = [width / 2, height / 2, Math.min(width, height) * 0.4];
	if (name === 'logo')
		return `${frame}<circle cx="${x}" cy="${y}" r="${r}" fill="#c8102e"/><circle cx="${x}" cy="${y}" r="${r * 0.6}" fill="#ffd400"/></svg>`;
	if (name === 'background')
		return `${frame}<rect width="100%" height="100%" fill="#1f6f8b"/><path d="M0 ${height}L${x} ${y * 0.5}L${width} ${height}" fill="#99a799"/></svg>`;
	if (name.startsWith('image'))
		return `${frame}<rect width="100%" height="100%" fill="#d9c7a0"/><g fill="none" stroke="#6b4e16" stroke-width="${r / 12}"><circle cx="${x}" cy="${y}" r="${r}"/><circle cx="${x}" cy="${y}" r="${r * 0.7}"/><circle cx="${x}" cy="${y}" r="${r * 0.3}"/></g></svg>`;
	return `${frame}<rect x="10%" y="30%" width="80%" height="40%" rx="30" fill="#0d6e36"/></svg>`;
}
