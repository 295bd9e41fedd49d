package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"milepost/store"
)

func (a *app) forgetCommand() *cobra.Command {
	var yes bool
	var reason string
	cmd := &cobra.Command{
		Use:   "forget PERSON",
		Short: "Erase a person",
		Long: `Erases a person's name, addresses and words, and all mail to and from their
pairs, from the database. Their pairs are over; the partner's own words stay.
This cannot be undone.

It cannot reach mails in other people's mailboxes, nor backups: those age out.
What lies in Milepost's own mailbox is listed, to be deleted by hand.`,
		Example: "  milepost forget ana --yes --reason 'asked for by mail'",
		Args:    wantArgs(1, 1),
		RunE: a.writing(func(ctx context.Context, d *desk, args []string) error {
			who, err := d.person(ctx, args[0])
			if err != nil {
				return err
			}
			if !who.Erased.IsZero() {
				return fmt.Errorf("person %d is erased already", who.ID)
			}
			if !yes {
				return withHint(usageError{fmt.Errorf("person %d (%s) would be erased for good", who.ID, who.Name)}, "if you are sure, add --yes; milepost backup first, if you may keep it")
			}
			left, err := d.store.Forget(ctx, who.ID, d.audit("forget", reason), d.now)
			if err != nil {
				return err
			}
			d.say("Person %d is erased.", who.ID)
			d.say("Not reached: mails in the mailboxes of their partners, and backups.")
			d.sayRemains(left)
			return nil
		}),
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "really")
	reasonOption(cmd, &reason)
	a.atOption(cmd)
	return cmd
}

// sayRemains lists what is left in Milepost's own mailbox, by folder.
func (d *desk) sayRemains(left []store.Remains) {
	uids := map[string][]string{}
	for _, x := range left {
		folder := d.folder(x.Place.Folder)
		uid := fmt.Sprint(x.Place.UID)
		if x.Place.UID == 0 {
			uid = "?"
		}
		uids[folder] = append(uids[folder], uid)
	}
	if len(uids) > 0 {
		d.say("Delete these from the mailbox %s by hand:", d.cfg.Mailbox.Address)
	}
	for _, folder := range slices.Sorted(maps.Keys(uids)) {
		d.say("  %s: UID %s", folder, strings.Join(uids[folder], ", "))
	}
}

// folder is the name of a folder as it is called in the mailbox.
func (d *desk) folder(f store.Folder) string {
	switch f {
	case store.Processed:
		return d.cfg.Mailbox.Folders.Processed
	case store.Attention:
		return d.cfg.Mailbox.Folders.Attention
	case store.Automatic:
		return d.cfg.Mailbox.Folders.Automatic
	}
	return "INBOX"
}
