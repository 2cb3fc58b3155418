import type { DatabaseConnection } from 'kysely';
import { PostgresJSDialect, PostgresJSDriver, type PostgresJSDialectConfig } from 'kysely-postgres-js';
import { observe } from '../observe/metrics';

/** The driver's pool tells nobody how much of it is in use; here it is seen what goes out and what comes back. */
export class CountedDialect extends PostgresJSDialect {
	constructor(private readonly config: PostgresJSDialectConfig) {
		super(config);
	}

	override createDriver(): PostgresJSDriver {
		return new CountedDriver(this.config);
	}
}

class CountedDriver extends PostgresJSDriver {
	override async acquireConnection(): ReturnType<PostgresJSDriver['acquireConnection']> {
		observe.connectionAsked();
		let lent = false;
		try {
			const connection = await super.acquireConnection();
			lent = true;
			return connection;
		} finally {
			observe.connectionAnswered(lent);
		}
	}

	override async releaseConnection(connection: DatabaseConnection): Promise<void> {
		observe.connectionGivenBack();
		await super.releaseConnection(connection);
	}
}
