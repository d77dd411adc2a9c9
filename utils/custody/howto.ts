import { NAMESPACE } from './pack-model';

/** `HOW-TO-VERIFY.txt`: English, ASCII, every command for the tools of a plain Debian. */
export const howTo = (folder: string, origin: string): string => `HOW TO CHECK THIS PACKAGE
=========================
None of these steps needs our software. All tools are in Debian:
  apt install age unzip 7zip openssl openssh-client python3

1. If you were given a file that ends in .age, open it with your key
   (or leave out "-i key.txt" and type the passphrase):
     age -d -i key.txt PACKAGE.age > ${folder}.zip

2. Is the archive whole?
     unzip -tq ${folder}.zip
     7zz t ${folder}.zip
     python3 -m zipfile -t ${folder}.zip
   Then unpack it and go into its folder:
     unzip -q ${folder}.zip && cd ${folder}

3. Is every file the one that was packed?
     sha256sum --strict --quiet -c tagmanifest-sha256.txt && sha256sum --strict --quiet -c manifest-sha256.txt
     sha512sum --strict --quiet -c manifest-sha512.txt
   No output and exit code 0: no byte of the listed files has changed.
   "FAILED": that file was altered. "No such file": it was removed.
   Files that no manifest lists were added later (only seal/ may hold some).

4. Did one key sign it?
     openssl pkeyutl -verify -pubin -inkey seal/public-key.pem -rawin -in tagmanifest-sha256.txt -sigfile seal/tagmanifest-sha256.txt.ed25519
   "Signature Verified Successfully": this key signed the list of files.
     ssh-keygen -Y verify -f seal/allowed_signers -I ${origin} -n ${NAMESPACE} -s seal/tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt
   "Good ... signature": the same, in the format of SSH.

5. Is it the right key? The package brings its own key, so steps 3 and 4
   alone also hold for a forgery that was sealed with another key.
   Compare with a key you got another way (in person, by an earlier package):
     openssl pkey -pubin -in seal/public-key.pem -outform DER | tail -c 32 | sha256sum
   The first 8 digits are the name of the log: ${origin}

6. The log. data/log/leaves.txt has one hash for each line of the log.
   data/log/lines.jsonl has the lines about the posts in this package.
   The hash of a line is SHA-256 of a zero byte and the line's JSON (RFC 8785);
   all hashes make a tree (RFC 6962) whose root stands in seal/checkpoint.txt,
   a signed note (c2sp.org/tlog-checkpoint). The checking page and command of
   Holdfast do this step; any program for RFC 6962 can.

WHAT THE ANSWERS MEAN
  VERIFIED        the bytes hold, the key is one you pinned, and a time from
                  outside stands beside them. This package has no such time.
  INTEGRITY ONLY  the bytes hold together under the package's own key. Who had
                  the key, and when it was used, is not shown.
  FAILED          something was altered, removed, added, or signed by another key.
  A part or file that the record lists and the package leaves out is WITHHELD:
  its hash is there, and it can be shown later.
  A file that the record lists and that a "redact" line of the log names with
  the same hash was DESTROYED or partly blacked since it was saved.

THE LIMITS
  The person capturing can forge anything before it is hashed: page, clock,
  account, even the extension. The signature proves that this key sealed these
  bytes, not that the post existed. Outside, one can still check: bytes
  unchanged since sealing; order and deletions in the log; not later than an
  outside time (an upper bound only; there is none here); ids, times, picture
  and page text agreeing with each other; the platform's own records under the
  stated ids and addresses; a second person's independent capture. A post saved
  while the vault was locked carries no proof of who saved it.
  Nothing here is a promise about what a court will accept.
`;
