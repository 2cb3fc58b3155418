import { env } from 'node:process';
import { hashPassword, passwordProblem } from '$lib/server/auth';
import { readConfig } from '$lib/server/config';
import { errorText, isErrorCode, type ErrorCode } from '$lib/server/error-text';
import { createWithPassword, invite, newLink } from '$lib/server/people/administration';
import { newPerson } from '$lib/server/people/person';
import { staffByUsername } from '$lib/server/people/staff';
import { takeOffTwoFactor } from '$lib/server/people/two-factor';
import { m } from '$lib/paraglide/messages';
import { readArguments, refuse } from './arguments';
import type { Command, Io } from './command';

const create: Command = {
	name: 'user create',
	makes: true,
	summary: m.staff_cli_create(),
	usage: '--username U --name N --role administrator|organizer|host|judge [--password-stdin]',
	async run(args, io) {
		const options = readArguments(args, {
			username: { type: 'string' },
			name: { type: 'string' },
			role: { type: 'string' },
			'password-stdin': { type: 'boolean' }
		})?.options;
		const usage = `${m.staff_cli_usage()} user create ${create.usage}`;
		if (!options) return refuse(io, usage);
		const person = newPerson.safeParse({
			username: options.username,
			displayName: options.name,
			role: options.role
		});
		if (!person.success) {
			for (const { message } of person.error.issues) {
				io.err(errorText(isErrorCode(message) ? message : 'form/invalid'));
			}
			return refuse(io, usage);
		}
		if (options['password-stdin']) {
			const password = (await io.input()).replace(/\r?\n$/, '');
			const problem = passwordProblem(password, password, person.data.username);
			if (problem) return refuse(io, errorText(problem));
			const { db } = await io.db();
			const created = await createWithPassword(db, person.data, await hashPassword(password));
			if (!created.ok) return refuse(io, errorText(created.code));
			io.out(m.staff_cli_created({ username: person.data.username }));
			return 0;
		}
		const { db } = await io.db();
		return showLink(io, await invite(db, person.data, null));
	}
};

const link: Command = {
	name: 'user link',
	summary: m.staff_cli_link(),
	usage: '--username U',
	async run(args, io) {
		const options = readArguments(args, { username: { type: 'string' } })?.options;
		if (!options?.username) return refuse(io, `${m.staff_cli_usage()} user link ${link.usage}`);
		const { db } = await io.db();
		const id = await staffByUsername(db, options.username.trim().toLowerCase());
		if (!id) return refuse(io, m.staff_cli_no_such_user({ username: options.username }));
		return showLink(io, await newLink(db, id, null));
	}
};

const takeOff: Command = {
	name: 'user two-factor-off',
	summary: m.staff_cli_take_off(),
	usage: '--username U',
	async run(args, io) {
		const options = readArguments(args, { username: { type: 'string' } })?.options;
		if (!options?.username) return refuse(io, `${m.staff_cli_usage()} user two-factor-off ${takeOff.usage}`);
		const { db } = await io.db();
		const username = options.username.trim().toLowerCase();
		const id = await staffByUsername(db, username);
		if (!id) return refuse(io, m.staff_cli_no_such_user({ username: options.username }));
		const taken = await takeOffTwoFactor(db, id, null);
		if (!taken.ok) return refuse(io, errorText(taken.code));
		io.out(m.staff_cli_taken_off({ username }));
		return 0;
	}
};

/** Staff accounts from the command line; also the way back in for an administrator who lost her password or her phone. */
export const userCommands: Command[] = [create, link, takeOff];

function showLink(io: Io, made: { ok: true; path: string } | { ok: false; code: ErrorCode }): number {
	if (!made.ok) return refuse(io, errorText(made.code));
	const { publicUrl } = readConfig(env);
	io.out(publicUrl ? m.staff_cli_open_address() : m.staff_cli_open_link());
	io.out(`${publicUrl ?? ''}${made.path}`);
	return 0;
}
