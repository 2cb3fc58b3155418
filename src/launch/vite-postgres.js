/**
 * What the driver of PostgreSQL, postgres 3.4.9, does wrong when a connection is lost while somebody has it for herself, or waits for
 * one, what it never lets go of, and where a COPY stands still (docs/decisions/postgres-driver.md): by file, the text where the fault is, how often it is there, and what it must be.
 * @type {Record<string, [find: string, times: number, put: string][]>}
 */
const edits = {
	// What is said next was written to a socket that is not there, from a callback where nobody can catch it: the process ended.
	'connection.js': [
		[
			'  function nextWrite(fn) {\n',
			1,
			`  function nextWrite(fn) {
    if (socket === null) {
      nextWriteTimer !== null && clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      return false
    }
`
		],
		// And what was still to be sent stood in the way of all that was sent on the next connection.
		[
			'\n    clearImmediate(nextWriteTimer)\n',
			2,
			'\n    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n'
		],
		// What was said after a connection had failed and before it closed was never answered, and stood in the list of the next one,
		// which would have given it the answer to something else.
		[
			"    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n",
			1,
			`    if (query || sent.length) error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = null
`
		],
		// Whoever read a COPY slowly had the line held back, and nobody let it go on when she had read all or had stopped half-way:
		// what came after it was never heard. What is still to come of a COPY that nobody reads any more is passed over.
		[
			'    stream = new Stream.Readable({\n      read() { socket.resume() }\n    })\n',
			1,
			`    const own = stream = new Stream.Readable({
      read() { socket.resume() },
      destroy(error, callback) {
        if (stream === own) stream = null
        socket && socket.resume()
        callback(error)
      }
    })
`
		],
		// What was refused at the end of a COPY, when all had been sent, was told nobody, and who waited for that end waited for ever.
		[
			'    stream && (stream.destroy(err), stream = null)\n',
			1,
			`    final && (final(err), final = null)
    stream && (stream.destroy(err), stream = null)
`
		],
		// A connection that closed while it asked for the types of the database ended the process, for nobody heard that it had failed.
		['        return fetchArrayTypes()\n', 1, '        return void fetchArrayTypes().catch(noop)\n']
	],
	// While somebody always stands in a queue, it kept the place of everybody who ever had: 8 bytes for each statement.
	'queue.js': [
		[
			'        xs = []\n      } else {\n',
			1,
			`        xs = []
      } else if (index >= 1024 && 2 * index > xs.length) {
        xs = xs.slice(index)
        index = 0
      } else {
`
		]
	],
	'index.js': [
		// Who was refused kept her place among those who wait, and took a connection from them that nobody got back.
		[
			'        const query = { reserve: resolve, reject }\n',
			1,
			`        const query = {
          reserve: resolve,
          reject: e => {
            queries.remove(query)
            reject(e)
          }
        }
`
		],
		// Who waited for a connection to herself lost her place to a connection that was made anew, and waited for ever.
		[
			'    queries.length && connect(c, queries.shift())\n',
			1,
			`    if (queries.length === 0) return
    const next = queries.shift()
    next.reserve && queries.push(next)
    connect(c, next)
`
		],
		// Given back, a lost connection was lent out again as an open one; each cost the pool a connection for good.
		[
			'    move(c, reserved)\n    c.reserved = () => queue.length\n',
			1,
			`    let lost = null
    c.onclose = e => {
      lost = e
      while (queue.length) queue.shift().reject(e)
    }
    move(c, reserved)
    c.reserved = () => queue.length
`
		],
		[
			'    sql.release = () => {\n',
			1,
			`    sql.release = () => {
      if (lost) return
      c.onclose = null
`
		],
		[
			'    function handler(q) {\n      c.queue === full\n',
			1,
			`    function handler(q) {
      if (lost) return q.reject(lost)
      c.queue === full
`
		]
	]
};

/**
 * Takes the driver into the build, mended.
 * @returns {import('vite').Plugin}
 */
export function mendedPostgres() {
	return {
		name: 'mended postgres',
		enforce: 'pre',
		config: () => ({ ssr: { noExternal: ['postgres'] } }),
		transform(text, id) {
			const [, file] = /[\\/]node_modules[\\/]postgres[\\/]src[\\/]([^\\/?]+)/.exec(id) ?? [];
			return file && file in edits ? mended(file, text) : null;
		}
	};
}

/**
 * The text of one of the driver's files without these faults; throws when it is another one, so that nobody takes it for mended.
 * @param {string} file
 * @param {string} text
 */
export function mended(file, text) {
	return (edits[file] ?? []).reduce((so, [find, times, put]) => {
		if (so.split(find).length - 1 !== times)
			throw new Error(
				'postgres has changed: look whether it needs to be mended still (src/launch/vite-postgres.js)'
			);
		return so.replaceAll(find, () => put);
	}, text);
}
