import type { Command } from './command.ts'

const text = `seamark COMMAND …

  serve                     run a node (production: NODE_ENV=production)
  demo                      run a node with the exercise; what "npm start" does
  migrate                   bring the schema up to date
  import --agency ID [--mapping FILE] [--dry-run] [--json] FILE
                            read an agency's export (csv, xlsx, json lines); a refused row goes to
                            FILE.refused.csv, the rest is kept; values that are not understood are said and go
                            to FILE.not-understood.csv; running it twice adds nothing
  agency list | agency add ID --name NAME --domain DOMAIN --desk NAME --desk-email ADDRESS
                            --desk-phone NUMBER
                            list the agencies, or enter one
  agency domains list [ID] | add ID DOMAIN … | remove ID DOMAIN …
                            the e-mail domains of an agency: only people with addresses there can be entered
  person add --agency ID --email ADDRESS --name NAME --role ROLE --clearance LEVEL
                            enter a person: an agency's first administrator
  person release --agency ID --email ADDRESS
                            stop the account of somebody who moves to another agency, and free their identity
  settings [list] [--json] | settings set NAME VALUE [NAME VALUE …]
                            what counts for all agencies of the node: when a value is common, checks a day,
                            how long sealed records stand; each change is in every agency's ledger
  holders [list] [--json] | holders add NAME --body TEXT --url ADDRESS --identity KEY
  holders change NAME [--body TEXT] [--url ADDRESS] | remove NAME | ask | caller
                            the two key holders of sealed deconfliction, and how this node is known to them
  coast load-line --agency ID [--line NAME] FILE
                            take the line of an agency's coast, along which its plan counts miles
                            (GeoJSON); stretches and sites keep their places and get new miles
  coast load-sites --agency ID FILE
                            take ports, harbours, beaches … (csv or GeoJSON); a refused row is said
                            with its line, the rest is kept; running it twice adds nothing
  desk-keys create --agency ID --areas CODE,CODE [--takes-the-rest] --recovery-out FILE
  desk-keys rotate --agency ID [--recovery-out FILE]
  desk-keys recover --recovery FILE --give-to EMAIL
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
  help                      this text

Settings are read from the environment:
  DATA_DIR      folder of the embedded database, keys and files (default ./data)
  DATABASE_URL  a PostgreSQL 15 or newer to use instead of the embedded one
  HOLDER_ADDRESSES_PRIVATE
                hosts of key holders that may be on a private network, or "allow" (default refuse)
  PORT          where the node listens (default 3000)
  EXERCISE_DIR  a folder with five exports to load instead of the project's own exercise

Exit status: 0 done; 1 the answer is no, or it could not be done; 2 wrong use.`

export const help: Command = (_args, terminal) => {
  terminal.out(text)
  return Promise.resolve(0)
}
