import { expect, type Browser } from '@playwright/test';
import { networkInterfaces } from 'node:os';
import { lanAddresses } from '../../../src/lib/server/lan';
import { Line } from '../../helpers/line';
import { startServer, type TestServer } from '../../helpers/server';
import { Complaints } from './complaints';
import { HostConsole } from './console';
import { easyQuestions, makeContest, type MadeContest } from './contest';
import { Phone } from './phone';
import { becomeAdministrator } from './staff';
import { Wire } from './wire';

type Contest = Parameters<typeof makeContest>[1];

/** What browsers say of lines that break, and of polling that was ended from the other side. */
const ofLines =
	/WebSocket|net::ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|EMPTY_RESPONSE|CONNECTION)|status of 400|^phone: 400 .*polling/;

/** A phone in the hall, with a line to the server that can fail. */
export interface LinedPhone {
	phone: Phone;
	line: Line;
	wire: Wire;
	/** The contest's page over this line. */
	address: string;
}

/** A hall with its server and the host's console; phones come in over the network, on plain http. */
export class Hall {
	private readonly complaints = new Complaints();
	private readonly lines: Line[] = [];

	private constructor(
		readonly server: TestServer,
		readonly desk: HostConsole,
		/** The server's address in the network; without a network, one of this machine. */
		readonly address: string
	) {}

	static async open(browser: Browser): Promise<Hall> {
		const server = await startServer({ env: { HOST: '0.0.0.0' } });
		const [lan = '127.0.0.1'] = lanAddresses(networkInterfaces());
		const page = await browser.newPage();
		await becomeAdministrator(page, server);
		return new Hall(server, new HostConsole(page), server.url.replace('localhost', lan));
	}

	/** A contest of easy questions with its console open, in which nobody leaves unless `round` says so. */
	async contest(
		round: Partial<Contest['rounds'][number]> = {},
		rules: Contest['rules'] = {}
	): Promise<MadeContest> {
		const contest = await makeContest(this.server, {
			rules: { registration: 'open', rescue: { limit: 0 }, ...rules },
			rounds: [
				{ name: 'Chinh phục', elimination: 'warmup', seconds: 120, questions: easyQuestions(3), ...round }
			]
		});
		await this.desk.open(contest.console);
		return contest;
	}

	/** A phone on a line of its own, with the contest's address. */
	async phone(browser: Browser, contest: MadeContest): Promise<LinedPhone> {
		const phone = await Phone.unpack(browser);
		const line = await Line.to(this.address);
		this.lines.push(line);
		this.complaints.listen('phone', phone.page.context());
		return { phone, line, wire: new Wire(phone.page), address: `${line.url}/play/${contest.code}` };
	}

	/** Nothing was complained of in the browsers but that lines broke. */
	quiet(): void {
		expect(this.complaints.all.splice(0).filter((one) => !ofLines.test(one))).toEqual([]);
	}

	async close(): Promise<void> {
		await Promise.all(this.lines.map((line) => line.close()));
		await this.server.stop();
	}
}
