import { expect, it } from 'vitest';
import { protocolDoc } from './protocol-doc';

it('docs/protocol.md is what the schemas say; `npm run docs` writes it anew', async () => {
	await expect(protocolDoc()).toMatchFileSnapshot('../../docs/protocol.md');
});
