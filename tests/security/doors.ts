import type { Person, Place } from './people';
import {
	administrators,
	beginners,
	editors,
	everybody,
	managers,
	members,
	organizers,
	owners,
	readers,
	staff
} from './people';

type Body = (place: Place) => Record<string, string>;

export interface Door {
	/** Whom it lets through. */
	may: Person[];
	/** What is sent, where an empty form is refused before it is asked who sends it. */
	form?: Body;
	json?: (place: Place) => unknown;
	/** Behind `?`. */
	query?: string;
	/** There is something to see from the opening of the waiting room on. */
	opened?: true;
	/** There is something to see once the contest is over. */
	ended?: true;
	/** It asks for a token of the API and for nothing else: a cookie opens it to nobody. */
	token?: true | undefined;
	/** There is nothing behind the name that the test makes up: nobody finds anything. */
	nothingThere?: boolean;
}

/** What a page or an end point does, by method; an action of a page by `?/its name`, or `POST` when it has none. */
type Doors = Record<string, Door>;

const page = (may: Person[], actions: Doors = {}): Doors => ({ GET: { may }, ...actions });
const question: Body = (place) => ({ question: place.question });
const setup = '/(staff)/host/contests/[id]/(setup)';

/** Every route of the program and who may go through it; the test holds this list against the folder of routes. */
export const routes: Record<string, Doors> = {
	'/(phone)': page(everybody),
	'/(phone)/play': page(everybody),
	'/(stage)/stage/[code]': page(everybody),
	'/(styleguide)/styleguide': { GET: { may: everybody, nothingThere: true } },
	'/privacy/[code]': page(everybody),
	'/results/[code]': { GET: { may: everybody, nothingThere: true } },
	'/results/[code]/questions': { GET: { may: everybody, nothingThere: true } },
	'/readyz': { GET: { may: everybody } },
	// Of this machine; who else may is in observe.test.ts.
	'/metrics': { GET: { may: everybody } },
	'/m/[token]': { GET: { may: everybody, nothingThere: true } },
	'/look/[contest]/[media]': { GET: { may: everybody, nothingThere: true } },

	'/api/v1/openapi.json': { GET: { may: everybody } },
	'/api/v1/contests': { GET: { may: staff, token: true } },
	'/api/v1/contests/[code]/results': { GET: { may: members, token: true, ended: true } },
	'/api/v1/contests/[code]/roster': {
		POST: { may: managers, token: true, json: () => ({ contestants: [{ name: 'Trần Bình' }] }) }
	},

	'/(staff)/login': page(everybody, { POST: { may: everybody } }),
	'/(staff)/login/code': page(everybody, { POST: { may: everybody } }),
	'/(staff)/logout': page(everybody, { POST: { may: everybody } }),
	'/(staff)/setup': page(everybody, { POST: { may: everybody } }),
	'/(staff)/invite': page(everybody, { POST: { may: everybody } }),
	'/(staff)/account': page(staff, {
		'?/rename': { may: staff },
		'?/password': { may: staff },
		'?/end': { may: staff },
		'?/endOthers': { may: staff }
	}),
	'/(staff)/account/tokens': page(staff, { '?/make': { may: staff }, '?/delete': { may: staff } }),
	'/(staff)/account/two-factor': page(staff, {
		'?/begin': { may: staff },
		'?/confirm': { may: staff },
		'?/renew': { may: staff },
		'?/off': { may: staff }
	}),
	'/(staff)/admin': page(administrators, {
		'?/invite': { may: administrators },
		'?/link': { may: administrators },
		'?/role': { may: administrators },
		'?/disable': { may: administrators },
		'?/enable': { may: administrators },
		'?/takeOff': { may: administrators },
		'?/backup': { may: administrators }
	}),
	'/(staff)/admin/server': page(administrators),
	'/(staff)/admin/server/facts': { GET: { may: administrators } },
	'/(staff)/media/[id]': { GET: { may: staff, nothingThere: true } },

	'/(staff)/banks': page(staff, { POST: { may: organizers } }),
	'/(staff)/banks/template': { GET: { may: staff, query: 'format=docx' } },
	'/(staff)/banks/import': page(organizers),
	'/(staff)/banks/read': { POST: { may: editors, form: (place) => ({ bank: place.bank, text: 'Câu?' }) } },
	'/(staff)/banks/save': {
		POST: { may: editors, json: (place) => ({ target: { bankId: place.bank }, taken: [] }) }
	},
	'/(staff)/banks/[id]': page(readers),
	'/(staff)/banks/[id]/rows': { GET: { may: readers } },
	'/(staff)/banks/[id]/changes': { GET: { may: editors }, POST: { may: editors } },
	'/(staff)/banks/[id]/checks': page(readers, {
		'?/delete': { may: editors, form: (place) => ({ bank: place.bank, id: place.question }) },
		'?/notSame': { may: editors }
	}),
	'/(staff)/banks/[id]/export': page(readers),
	'/(staff)/banks/[id]/export/file': { GET: { may: readers, query: 'format=json' } },
	'/(staff)/banks/[id]/import': page(editors),
	'/(staff)/banks/[id]/media': { POST: { may: editors } },
	'/(staff)/banks/[id]/questions/[question]': page(readers),
	'/(staff)/banks/[id]/questions/[question]/history': page(readers, { '?/restore': { may: editors } }),
	'/(staff)/banks/[id]/questions/[question]/save': { GET: { may: readers }, POST: { may: editors } },
	'/(staff)/banks/[id]/review': page(editors, {
		'?/judge': { may: editors, form: question },
		'?/approveClean': { may: editors }
	}),
	'/(staff)/banks/[id]/settings': page(editors, {
		'?/rename': { may: editors },
		'?/setRole': { may: owners },
		'?/remove': { may: owners },
		'?/delete': { may: owners }
	}),

	// Leads to the list of contests.
	'/(staff)/host': page(everybody),
	'/(staff)/host/contests': page(staff, {
		'?/create': { may: beginners },
		'?/open': { may: beginners }
	}),
	[setup]: page(members, {
		'?/save': { may: managers, form: () => ({ title: 'Hội thi', organizer: '' }) },
		'?/keeping': { may: managers, form: () => ({ keepDays: '30', contact: '' }) },
		'?/preset': { may: managers, form: () => ({ preset: 'school100', sure: 'on' }) }
	}),
	[`${setup}/awards`]: page(members, { POST: { may: managers } }),
	[`${setup}/cards`]: page(managers),
	[`${setup}/data`]: page(managers, {
		'?/erase': { may: managers, form: () => ({ why: 'over', sure: 'on' }) }
	}),
	[`${setup}/data/[player]`]: {
		GET: { may: managers },
		POST: { may: managers, form: () => ({ why: 'asked', sure: 'on' }) }
	},
	[`${setup}/data/[player]/file`]: { GET: { may: managers } },
	[`${setup}/hall`]: page(members),
	[`${setup}/hall/facts`]: { GET: { may: members } },
	[`${setup}/look`]: page(members, {
		'?/theme': { may: managers },
		'?/picture': { may: managers },
		'?/drop': { may: managers }
	}),
	[`${setup}/carry`]: { GET: { may: managers } },
	[`${setup}/papers`]: page(members, {
		'?/letterhead': { may: managers },
		'?/certificate': { may: managers },
		'?/ground': { may: managers },
		'?/dropGround': { may: managers }
	}),
	[`${setup}/papers/[paper]`]: { GET: { may: managers } },
	[`${setup}/questions`]: page(members, {
		'?/approvedOnly': { may: managers },
		'?/swap': { may: managers },
		'?/swapBack': { may: managers },
		'?/takeBack': { may: managers },
		'?/fill': { may: managers },
		'?/move': { may: managers, form: (place) => ({ question: place.question, by: '1' }) },
		'?/remove': { may: managers, form: question },
		'?/relocate': { may: managers, form: (place) => ({ question: place.question, place: 'spare' }) },
		'?/seconds': { may: managers, form: (place) => ({ question: place.question, seconds: '' }) },
		'?/sort': { may: managers }
	}),
	[`${setup}/questions/draw`]: page(managers, {
		'?/look': { may: managers },
		'?/draw': { may: managers },
		'?/swap': { may: managers },
		'?/take': { may: managers }
	}),
	[`${setup}/questions/pick`]: {
		GET: { may: managers, query: 'to=spare' },
		POST: { may: managers, query: 'to=spare' }
	},
	[`${setup}/ready`]: page(members, { '?/prepare': { may: managers }, '?/delete': { may: managers } }),
	[`${setup}/rehearsal`]: page(members, {
		'?/start': { may: managers },
		'?/send': { may: managers },
		'?/home': { may: managers },
		'?/wipe': { may: managers }
	}),
	[`${setup}/roster`]: page(members, {
		'?/units': { may: managers, form: () => ({ units: '' }) },
		'?/add': { may: managers },
		'?/edit': { may: managers },
		'?/remove': { may: managers },
		'?/clear': { may: managers }
	}),
	[`${setup}/roster/export`]: { GET: { may: managers } },
	[`${setup}/roster/import`]: page(managers, { '?/preview': { may: managers }, '?/save': { may: managers } }),
	[`${setup}/results`]: page(members, {
		'?/publish': { may: managers, ended: true, form: () => ({ people: 'names' }) },
		'?/withdraw': { may: managers }
	}),
	[`${setup}/results/file`]: { GET: { may: members, ended: true } },
	[`${setup}/results/people/[sbd]`]: { GET: { may: members, ended: true } },
	[`${setup}/results/questions`]: page(members),
	[`${setup}/results/ranking`]: page(members),
	[`${setup}/roster/template`]: { GET: { may: members } },
	[`${setup}/rounds`]: page(members, { POST: { may: managers, form: () => ({ extraSeconds: '15' }) } }),
	[`${setup}/rules`]: page(members, { '?/save': { may: managers }, '?/change': { may: managers } }),
	[`${setup}/staff`]: page(members, {
		'?/setRole': { may: managers, form: () => ({ userId: 'khong-co', role: 'judge' }) },
		'?/remove': { may: managers, form: () => ({ userId: 'khong-co' }) }
	}),
	'/(staff)/host/contests/[id]/judges': page(members),
	'/(staff)/host/contests/[id]/live': page(members),
	'/(staff)/host/contests/[id]/minutes': { GET: { may: members, opened: true } },
	'/(staff)/host/contests/[id]/minutes/file': { GET: { may: members, opened: true } },
	'/(staff)/host/contests/[id]/poster': page(members)
};
