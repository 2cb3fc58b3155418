import { expect, it } from 'vitest';
import { openApi } from '$lib/server/api/openapi';

it('docs/openapi.json is what the schemas say; `npm run docs` writes it anew', async () => {
	await expect(`${JSON.stringify(openApi(), null, '\t')}\n`).toMatchFileSnapshot('../../docs/openapi.json');
});
