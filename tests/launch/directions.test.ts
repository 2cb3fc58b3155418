import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

// Without types, so that files that do not exist can be checked.
const eslint = new ESLint({
	overrideConfig: {
		languageOptions: { parserOptions: { projectService: false } },
		rules: {
			'@typescript-eslint/no-floating-promises': 'off',
			'@typescript-eslint/no-misused-promises': 'off',
			'@typescript-eslint/await-thenable': 'off'
		}
	}
});

async function complaints(filePath: string, code: string): Promise<(string | null)[]> {
	const [result] = await eslint.lintText(code, { filePath });
	return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

const direction = '@typescript-eslint/no-restricted-imports';

test.each([
	['src/lib/protocol/x.ts', `import 'kysely';`],
	['src/lib/protocol/x.ts', `import '$lib/bank/question';`],
	['src/lib/bank/x.ts', `import 'zod';`],
	['src/lib/bank/x.ts', `import '../contest/state';`],
	['src/lib/contest/x.ts', `import '$lib/server/db/client';`],
	['src/lib/contest/x.ts', `import '../server/config';`],
	['src/lib/contest/x.ts', `import { play } from '$lib/protocol/play';\nplay();`],
	['src/lib/contest/x.ts', `import 'node:fs';`],
	['src/lib/client/x.ts', `import '$lib/server/auth';`],
	['src/lib/client/x.ts', `import { decide } from '$lib/contest/decide';\ndecide();`],
	['src/lib/ui/phone/X.svelte', `<script lang="ts">\n\timport '../../server/auth';\n</script>`],
	['src/lib/ui/phone/X.svelte', `<script lang="ts">\n\timport '$lib/contest/decide';\n</script>`],
	['src/lib/server/x.ts', `import '$lib/ui/common/format';`],
	['src/routes/x/+page.server.ts', `import 'kysely';`],
	['src/routes/x/+page.server.ts', `import { openDatabase } from '$lib/server/db/client';\nopenDatabase('');`]
])('%s may not: %s', async (file, code) => {
	expect(await complaints(file, code)).toContain(direction);
});

test.each([
	['src/lib/protocol/x.ts', `import 'zod';\nimport './common';`],
	['src/lib/contest/x.ts', `import '$lib/bank/judge';\nimport '../contest/state';`],
	['src/lib/contest/views/x.ts', `import '../state';`],
	['src/lib/contest/x.ts', `import type { A } from '$lib/protocol/play';\nexport type B = A;`],
	['src/lib/client/x.ts', `import '$lib/protocol/play';`],
	['src/lib/ui/host/x.ts', `import type { State } from '$lib/contest/state';\nexport type B = State;`],
	['src/lib/server/contest/x.ts', `import '$lib/contest/decide';\nimport 'kysely';`],
	['src/routes/x/+page.server.ts', `import '$lib/server/auth';`]
])('%s may: %s', async (file, code) => {
	expect(await complaints(file, code)).not.toContain(direction);
});

test('any is refused', async () => {
	expect(await complaints('src/lib/bank/x.ts', 'export const a: any = 1;')).toContain(
		'@typescript-eslint/no-explicit-any'
	);
});
