CREATE TABLE addresses (
  person    INTEGER NOT NULL REFERENCES people (id),
  place     INTEGER NOT NULL, -- the order of a person's addresses
  address   TEXT NOT NULL,
  normal    TEXT NOT NULL UNIQUE, -- as addresses are compared
  confirmed INTEGER NOT NULL,
  dead      TEXT,
  PRIMARY KEY (person, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE audits (
  id     INTEGER PRIMARY KEY,
  at     TEXT NOT NULL,
  who    TEXT NOT NULL,
  what   TEXT NOT NULL,
  pair   INTEGER REFERENCES pairs (id),
  person INTEGER REFERENCES people (id),
  reason TEXT NOT NULL,
  tell   INTEGER NOT NULL -- 1: both members read of it
) STRICT;

CREATE INDEX audits_pair ON audits (pair, at);

CREATE TABLE audits_told (
  audit    INTEGER NOT NULL REFERENCES audits (id),
  delivery INTEGER NOT NULL REFERENCES deliveries (id),
  PRIMARY KEY (audit, delivery)
) STRICT, WITHOUT ROWID;

CREATE TABLE bounces (
  id       INTEGER PRIMARY KEY,
  delivery INTEGER NOT NULL REFERENCES deliveries (id),
  person   INTEGER NOT NULL REFERENCES people (id),
  hard     INTEGER NOT NULL,
  status   TEXT NOT NULL,
  at       TEXT NOT NULL
) STRICT;

CREATE INDEX bounces_person ON bounces (person, at);

CREATE TABLE deliveries (
  id         INTEGER PRIMARY KEY AUTOINCREMENT, -- stands in tokens: never used again, not even after a restore
  person     INTEGER NOT NULL REFERENCES people (id),
  kind       TEXT NOT NULL,
  period     TEXT NOT NULL,
  first_pair INTEGER NOT NULL, -- of its first section; 0: of no pair
  n          INTEGER NOT NULL,
  planned    INTEGER NOT NULL, -- 1: counted in the week's budget; 2: beside it, at once
  queued     TEXT NOT NULL,
  state      TEXT NOT NULL,
  attempt    INTEGER NOT NULL DEFAULT 0,
  tried      TEXT,
  next_at    TEXT,
  settled    TEXT,
  code       INTEGER NOT NULL DEFAULT 0, -- the server's last reply
  reply      TEXT NOT NULL DEFAULT '',
  copied     INTEGER NOT NULL DEFAULT 0, -- 1: proved by the copy in our own mailbox
  UNIQUE (person, kind, period, first_pair, n)
) STRICT;

CREATE INDEX deliveries_open ON deliveries (person, id) WHERE state IN ('queued', 'sending');

CREATE INDEX deliveries_person ON deliveries (person, queued);

CREATE INDEX deliveries_queued ON deliveries (next_at, id) WHERE state = 'queued';

CREATE INDEX deliveries_state ON deliveries (state);

CREATE TABLE delivery_pairs (
  delivery INTEGER NOT NULL REFERENCES deliveries (id),
  place    INTEGER NOT NULL,
  pair     INTEGER NOT NULL REFERENCES pairs (id),
  PRIMARY KEY (delivery, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_pairs_pair ON delivery_pairs (pair);

CREATE TABLE delivery_prompts (
  prompt   INTEGER NOT NULL REFERENCES prompts (id),
  kind     TEXT NOT NULL,
  n        INTEGER NOT NULL,
  delivery INTEGER NOT NULL REFERENCES deliveries (id),
  place    INTEGER NOT NULL,
  asked    TEXT NOT NULL, -- JSON
  PRIMARY KEY (prompt, kind, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_prompts_delivery ON delivery_prompts (delivery);

CREATE TABLE entries (
  id       INTEGER PRIMARY KEY,
  pair     INTEGER NOT NULL REFERENCES pairs (id),
  kind     TEXT NOT NULL,
  number   INTEGER NOT NULL, -- 0 for kinds without an id
  state    TEXT NOT NULL,
  visible  TEXT NOT NULL,
  author   INTEGER NOT NULL REFERENCES people (id),
  owner    INTEGER REFERENCES people (id),
  text     TEXT NOT NULL,
  parent   INTEGER NOT NULL,
  due      TEXT,
  begins   TEXT,
  value    INTEGER NOT NULL,
  question TEXT NOT NULL,
  response TEXT NOT NULL,
  form     TEXT NOT NULL DEFAULT '', -- the sort of thing within its kind
  about    TEXT NOT NULL DEFAULT '', -- the id of the entry that it is about: G1
  link     INTEGER, -- the same by entries.id, for one without an id
  source   TEXT NOT NULL DEFAULT '', -- who said it, where that is nobody of the pair
  round    INTEGER REFERENCES rounds (id),
  message  INTEGER REFERENCES messages (id),
  created  TEXT NOT NULL,
  changed  TEXT NOT NULL,
  gone     TEXT -- when the words first went to somebody other than the author
) STRICT;

CREATE INDEX entries_author ON entries (author);

CREATE UNIQUE INDEX entries_number ON entries (pair, kind, number) WHERE number > 0;

CREATE INDEX entries_pair ON entries (pair);

CREATE TABLE errands (
  id     INTEGER PRIMARY KEY AUTOINCREMENT, -- stands in the period of its mail
  kind   TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES people (id), -- who gets it
  pair   INTEGER NOT NULL REFERENCES pairs (id),
  author INTEGER NOT NULL REFERENCES people (id),
  text   TEXT NOT NULL, -- the author's words, if they are to be passed on
  at     TEXT NOT NULL
) STRICT;

CREATE TABLE facts (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE guests (
  entry  INTEGER PRIMARY KEY REFERENCES entries (id),
  pair   INTEGER NOT NULL REFERENCES pairs (id),
  person INTEGER NOT NULL REFERENCES people (id),
  role   TEXT NOT NULL,
  state  TEXT NOT NULL,
  since  TEXT NOT NULL,
  erased TEXT -- when their address was erased
) STRICT;

CREATE INDEX guests_pair ON guests (pair);

CREATE INDEX guests_person ON guests (person);

CREATE TABLE history (
  id      INTEGER PRIMARY KEY,
  thing   TEXT NOT NULL, -- "entry", "pair" or "person"
  ref     INTEGER NOT NULL, -- its id
  was     TEXT NOT NULL, -- JSON
  message INTEGER REFERENCES messages (id), -- NULL: a plan's or the operator's
  at      TEXT NOT NULL
) STRICT;

CREATE INDEX history_ref ON history (thing, ref);

CREATE TABLE mailboxes (
  name        TEXT PRIMARY KEY,
  uidvalidity INTEGER NOT NULL,
  baseline    INTEGER NOT NULL, -- mail up to this UID is never read
  cursor      INTEGER NOT NULL -- all mail up to this UID has been seen
) STRICT, WITHOUT ROWID;

CREATE TABLE mails (
  delivery      INTEGER PRIMARY KEY REFERENCES deliveries (id),
  message_id    TEXT NOT NULL UNIQUE,
  envelope_from TEXT NOT NULL,
  envelope_to   TEXT NOT NULL,
  evidence      TEXT NOT NULL, -- the second recipient; '': none
  address       TEXT NOT NULL, -- the person's, as the token is bound to it
  subject       TEXT NOT NULL,
  text          BLOB NOT NULL, -- zstd, for reading replies
  html          BLOB NOT NULL,
  zstd          BLOB NOT NULL, -- the final bytes
  sha256        BLOB NOT NULL,
  size          INTEGER NOT NULL,
  erased        TEXT
) STRICT;

CREATE TABLE members (
  pair         INTEGER NOT NULL REFERENCES pairs (id),
  person       INTEGER NOT NULL REFERENCES people (id),
  role         TEXT NOT NULL,
  consent      TEXT NOT NULL,
  consent_at   TEXT,
  paused_until TEXT,
  paused_from  TEXT,
  pause_open   INTEGER NOT NULL DEFAULT 0,
  stopped      TEXT,
  light        INTEGER NOT NULL DEFAULT 0,
  every        INTEGER NOT NULL DEFAULT 0, -- weeks between the member's own questions; 0: as agreed
  weekday      INTEGER NOT NULL DEFAULT 0, -- 1 Monday to 7 Sunday; 0: none in particular
  clock        TEXT, -- "16:00"; NULL: the usual time
  asked_for    TEXT, -- the day on which they wanted questions out of turn
  eased        TEXT,
  wrote        TEXT,
  PRIMARY KEY (pair, person, role)
) STRICT, WITHOUT ROWID;

CREATE INDEX members_person ON members (person);

CREATE TABLE message_bytes (
  message INTEGER PRIMARY KEY REFERENCES messages (id),
  zstd    BLOB NOT NULL,
  reading BLOB NOT NULL DEFAULT x'' -- zstd of JSON: how it was read when it was recorded; x'': it was not
) STRICT;

CREATE TABLE messages (
  id                INTEGER PRIMARY KEY,
  mailbox           TEXT NOT NULL REFERENCES mailboxes (name),
  uidvalidity       INTEGER NOT NULL,
  uid               INTEGER NOT NULL,
  mark              TEXT NOT NULL, -- what names it wherever it lies; '': nothing
  sha256            BLOB NOT NULL, -- of the bytes that are kept
  size              INTEGER NOT NULL, -- of the whole message
  whole             INTEGER NOT NULL, -- 0: too large, only its header is kept
  archived          TEXT NOT NULL,
  state             TEXT NOT NULL,
  reason            TEXT NOT NULL,
  sender            TEXT NOT NULL,
  delivery          INTEGER REFERENCES deliveries (id),
  person            INTEGER REFERENCES people (id),
  late              INTEGER NOT NULL DEFAULT 0,
  unclear           INTEGER NOT NULL DEFAULT 0, -- 1: its author was asked what they meant
  attempts          INTEGER NOT NULL DEFAULT 0,
  released          TEXT,
  assigned_person   INTEGER REFERENCES people (id), -- whose it is, by the operator's word
  assigned_delivery INTEGER REFERENCES deliveries (id), -- what it answers; NULL: nothing
  assigned_pair     INTEGER REFERENCES pairs (id), -- which section; NULL: none in particular
  settled           TEXT,
  erased            TEXT,
  folder            TEXT NOT NULL DEFAULT '', -- where it should lie; '': in the mailbox
  place             TEXT NOT NULL DEFAULT '', -- where it lies
  place_uidvalidity INTEGER NOT NULL,
  place_uid         INTEGER NOT NULL, -- 0: not known
  move_attempts     INTEGER NOT NULL DEFAULT 0,
  move_at           TEXT,
  UNIQUE (mailbox, uidvalidity, uid)
) STRICT;

CREATE INDEX messages_mark ON messages (mark) WHERE mark <> '';

CREATE INDEX messages_move ON messages (id) WHERE folder <> place AND place_uid > 0;

CREATE INDEX messages_open ON messages (state, id) WHERE state IN ('new', 'held', 'poison');

CREATE INDEX messages_person ON messages (person);

CREATE INDEX messages_sha256 ON messages (sha256);

CREATE TABLE notices (
  id  INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  at  TEXT NOT NULL
) STRICT;

CREATE INDEX notices_at ON notices (at);

CREATE INDEX notices_key ON notices (key, at);

CREATE TABLE pairs (
  id           INTEGER PRIMARY KEY,
  program      INTEGER NOT NULL REFERENCES programs (id),
  state        TEXT NOT NULL,
  zone         TEXT NOT NULL,
  added        TEXT NOT NULL,
  started      TEXT,
  weeks        INTEGER NOT NULL,
  terms        TEXT NOT NULL DEFAULT '{}', -- JSON: what the two have agreed and planning obeys
  ended        TEXT,
  paused_until TEXT,
  cohort       TEXT NOT NULL DEFAULT '', -- whom the pair begins with; '': nobody
  begins       TEXT, -- the day before which nothing is sent; NULL: at once
  help_asked   TEXT, -- when a member last asked the coordinator for help
  left_alone   TEXT, -- when a member last said that the coordinator need not look
  silent       INTEGER NOT NULL DEFAULT 0, -- 1: it was ended without any mail, ever
  after        INTEGER, -- the pair whose mentee goes on here, until the words have moved
  look_at      TEXT
) STRICT;

CREATE INDEX pairs_due ON pairs (look_at) WHERE look_at IS NOT NULL;

CREATE INDEX pairs_state ON pairs (state);

CREATE TABLE people (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  zone         TEXT NOT NULL,
  language     TEXT NOT NULL,
  days         TEXT NOT NULL, -- "mon-fri"
  opens        TEXT NOT NULL, -- "08:00"
  closes       TEXT NOT NULL,
  text_only    INTEGER NOT NULL,
  receipts     TEXT NOT NULL,
  digest_only  INTEGER NOT NULL DEFAULT 0,
  erase_asked  TEXT, -- when the person asked to be erased; the operator does it
  replies      INTEGER NOT NULL DEFAULT 0,
  away_since   TEXT, -- what an automatic reply said since the person last wrote
  away_noted   TEXT,
  away_back    TEXT, -- the first day back; NULL: none was named
  away_message INTEGER REFERENCES messages (id),
  erased       TEXT,
  look_at      TEXT, -- when the planner looks next; NULL: when something wakes it
  revision     INTEGER NOT NULL DEFAULT 1 -- raised by all that a plan in the making must not miss
) STRICT;

CREATE INDEX people_due ON people (look_at) WHERE look_at IS NOT NULL;

CREATE TABLE programs (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  coordinator INTEGER REFERENCES people (id),
  leader      INTEGER REFERENCES people (id), -- whose note goes to all
  trusted     INTEGER REFERENCES people (id), -- who reads what is written in confidence
  sees        TEXT NOT NULL DEFAULT 'states', -- how much the coordinator is told
  holidays    TEXT NOT NULL, -- JSON list of dates
  quiet       TEXT NOT NULL DEFAULT '[]', -- JSON list of weeks in which nothing is sent
  circle      INTEGER NOT NULL DEFAULT 0 -- 1: its mentors are offered a circle
) STRICT;

CREATE TABLE prompts (
  id       INTEGER PRIMARY KEY,
  round    INTEGER NOT NULL REFERENCES rounds (id),
  person   INTEGER NOT NULL REFERENCES people (id),
  state    TEXT NOT NULL,
  due      TEXT NOT NULL,
  n        INTEGER NOT NULL,
  sent     TEXT,
  reminded TEXT,
  answered TEXT,
  asked    TEXT NOT NULL, -- JSON, as put to the person last
  UNIQUE (round, person)
) STRICT;

CREATE INDEX prompts_waiting ON prompts (person, state) WHERE state IN ('planned', 'sent');

CREATE TABLE receipts (
  id       INTEGER PRIMARY KEY,
  message  INTEGER NOT NULL REFERENCES messages (id),
  pair     INTEGER NOT NULL REFERENCES pairs (id),
  person   INTEGER NOT NULL REFERENCES people (id),
  receipt  TEXT NOT NULL, -- JSON
  due      TEXT NOT NULL,
  settled  TEXT,
  delivery INTEGER REFERENCES deliveries (id), -- NULL: settled without a mail
  UNIQUE (message, pair)
) STRICT;

CREATE INDEX receipts_open ON receipts (person) WHERE settled IS NULL;

CREATE TABLE requests (
  id      INTEGER PRIMARY KEY AUTOINCREMENT, -- stands in the period of the mail that asks
  kind    TEXT NOT NULL,
  program INTEGER NOT NULL REFERENCES programs (id),
  author  INTEGER NOT NULL REFERENCES people (id),
  name    TEXT NOT NULL, -- of the mentor who was asked
  address TEXT NOT NULL,
  text    TEXT NOT NULL, -- of a note to all
  at      TEXT NOT NULL,
  decided TEXT,
  yes     INTEGER NOT NULL DEFAULT 0,
  done    TEXT -- when all that it caused was queued; its words are erased then
) STRICT;

CREATE TABLE rounds (
  id       INTEGER PRIMARY KEY,
  pair     INTEGER NOT NULL REFERENCES pairs (id),
  ritual   TEXT NOT NULL,
  period   TEXT NOT NULL,
  state    TEXT NOT NULL,
  opened   TEXT NOT NULL,
  revealed TEXT,
  closed   TEXT,
  UNIQUE (pair, ritual, period)
) STRICT;
