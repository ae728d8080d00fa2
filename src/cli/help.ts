import type { RoomCommand } from '../platform/command-line.ts'
import { foldRooms } from '../platform/rooms/fold-rooms.ts'
import type { Command } from './command.ts'

const text = `seamark COMMAND …

  serve                     run a node (production: NODE_ENV=production)
  demo                      run a node with the exercise; what "npm start" does
  check [--json]            would a node start here, and could people sign in to it? Each line says what is
                            wrong, which setting, and what to do; nothing is changed
  migrate                   bring the schema up to date
  import --agency ID [--mapping FILE] [--dry-run] [--json] FILE
                            read an agency's export (csv, xlsx, json lines); a refused row goes to
                            FILE.refused.csv, the rest is kept; values that are not understood are said and go
                            to FILE.not-understood.csv; running it twice adds nothing
  agency list | agency add ID --name NAME --domain DOMAIN --desk NAME --desk-email ADDRESS
                            --desk-phone NUMBER [--kind KIND]
                            list the agencies, or enter one
  agency domains list [ID] | add ID DOMAIN … | remove ID DOMAIN …
                            the e-mail domains of an agency: only people with addresses there can be entered
  agency kinds list | set ID KIND
  agency held-to-account list | add BODY ID … | remove BODY ID …
                            what an agency is, and whom a commissioner or an inspectorate holds to account; each
                            change is in every agency's ledger
  agency issuer list | set ID NAME|ISSUER | clear ID
                            with which identity provider an agency's people sign in
  agency groups list [ID] | add ID GROUP ROLE | remove ID GROUP ROLE
                            which group at the provider proposes which role to the agency's administrator
  agency grades list [ID] | add ID GRADE RANK | remove ID GRADE
                            as which rank a grade of an agency that is no police force counts
  agency scim-token make ID [--days N] | list [ID] | end ID TOKEN_ID
                            the token by which an agency's directory says who has left (SCIM 2.0)
  person add --agency ID --email ADDRESS --name NAME --role ROLE --clearance LEVEL
                            enter a person: an agency's first administrator
  person release --agency ID --email ADDRESS
                            stop the account of somebody who moves to another agency, and free their identity
  person unbind --agency ID --email ADDRESS | --all
                            let an account bind to another identity: the provider calls its person otherwise now
  person list [--agency ID] [--json]
                            who has an account, and whether it is bound
  sessions end --all | --person ADDRESS
                            end every session and bearer token, of everybody or of one person
  sign-ins refused [--most N] [--json]
                            why people could not sign in, and what to do
  systems list | set CODE --name NAME --holds TEXT [--rank RANK] [--sensitive] | end CODE
  systems desk CODE ID NAME TELEPHONE HOURS
                            which systems of record agencies ask, and which desk asks for an agency without access
  settings [list] [--json] | settings set NAME VALUE [NAME VALUE …]
                            what counts for all agencies of the node: when a value is common, checks a day,
                            how long sealed records stand; each change is in every agency's ledger
  holders [list] [--json] | holders add NAME --body TEXT --url ADDRESS --identity KEY
  holders change NAME [--body TEXT] [--url ADDRESS] | remove NAME | ask | caller
                            the two key holders of sealed deconfliction, and how this node is known to them
  keys [list] [--json] | keys rotate shared-secrets | keys rotate node-caller [--switch]
  keys changed NAME         keys and passwords of the node: when each was last changed, and how; what is
                            changed elsewhere is noted. Each change is in every agency's ledger
  coast load-line --agency ID [--line NAME] FILE
                            take the line of an agency's coast, along which its plan counts miles
                            (GeoJSON); stretches and sites keep their places and get new miles
  coast load-sites --agency ID FILE
                            take ports, harbours, beaches … (csv or GeoJSON); a refused row is said
                            with its line, the rest is kept; running it twice adds nothing
  ledger key | export DIR | check
                            the key of this node's ledger; all of it for whoever wants to verify it; hold the
                            database against what was signed
  ledger verify DIR --key KEY [--witness KEY] [--since CHECKPOINT]
  ledger verify EVENT.tlog-proof --key KEY [--file FILE]
                            is an export, or one event, as it was signed? needs no database and no network
  ledger witnesses [list] | add KEY --body TEXT | remove NAME
  ledger erase PLACE … --because TEXT
                            who watches the ledger; erase what events say, which the ledger then says
  witness --node URL --key KEY --state DIR [--name NAME] [--every SECONDS] [--once]
                            watch another's ledger: cosign what goes on from what was seen, refuse what does not
  desk-keys create --agency ID --areas CODE,CODE [--takes-the-rest] --recovery-out FILE [--passing-place]
  desk-keys rotate --agency ID [--recovery-out FILE [--passing-place]]
  desk-keys recover --recovery FILE --give-to EMAIL
  desk-keys takes-the-rest --agency ID
                            the desk that takes reports of the public, and its keys
  names "A" "B" [--schema SCHEMA] [--json]
                            are these spellings of one name? match, possible or different, and why
  names --file PAIRS.csv [--columns NAME,NAME[,SCHEMA]] [--schema SCHEMA] [--json]
                            the same for each row (columns a, b and, if it likes, schema: Person,
                            Company, Organization, Vessel, LegalEntity); --json one line each, in order
  identifiers "VALUE" [--kind KIND] [--country CC] [--json]
  identifiers --file FILE.csv [--kind KIND] [--country CC] [--json]
                            what a value means before it is filed: key, country, certainty, and what is
                            wrong with it (columns value and, if it likes, kind and country)
  match LEFT.csv [RIGHT.csv] --out PAIRS.csv [--mapping FILE] [--clusters FILE] [--memory MB]
                            link two files, or find what stands twice in one, without a server; a
                            mapping says which column is the id and which columns mean what
  seal FILE --node URL [--agency ID] [--mapping FILE] [--dry-run]
  seal hits | check KIND VALUE | withdraw REFERENCE | key
                            share an export as sealed tokens, which two key holders make and nobody can read;
                            run again, it goes on where it stopped
  keyholder init | serve | agency add ID | rotate | ledger verify | show | partner
                            hold one of the two halves of the key; a process of its own, without a database
  geo load DIR              take official layers (police areas, land, places) out of a folder of downloads
  geo where LAT LON | "TEXT"
                            which police force answers for a point; any notation of a position will do
  token --as EMAIL [--hours N]
                            demo only: print a bearer token for the API
  access-cases FILE         hold the rule of sight against a table of cases
`

const settings = `  help                      this text

Settings are read from the environment:
  DATA_DIR      folder of the embedded database, keys and files (default ./data)
  DATABASE_URL  a PostgreSQL 15 to 18; "embedded", or outside production nothing: the one that Seamark brings
  HOLDER_ADDRESSES_PRIVATE
                hosts of key holders that may be on a private network, or "allow" (default refuse)
  PORT          where the node listens (default 3000)
  EXERCISE_DIR  a folder with five exports to load instead of the project's own exercise

Exit status: 0 done; 1 the answer is no, or it could not be done; 2 wrong use.`

/**
 * Prints all commands: the program's, then those that rooms say at their doors.
 */
export const help: Command = async (_args, terminal) => {
  // Read here: no other command needs every room to say how it is used.
  const { rooms } = await import('../app.ts')
  terminal.out(text + linesOf(foldRooms(rooms).commands) + settings)
  return 0
}

/**
 * Writes the lines of the rooms' commands.
 * @param commands - by name
 * @returns each line with its end; empty where no room has one
 */
export function linesOf(commands: ReadonlyMap<string, RoomCommand>): string {
  return [...commands.values()]
    .flatMap(({ help: { usage, does } }) => [`  ${usage}`, ...does.map((line) => ' '.repeat(28) + line)])
    .map((line) => `${line}\n`)
    .join('')
}
