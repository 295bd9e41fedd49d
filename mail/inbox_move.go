package mail

import (
	"context"
	"errors"
	"fmt"

	"github.com/emersion/go-imap/v2"
)

// movedFlag marks a message that was copied away but cannot be removed, on a
// server without UIDPLUS.
const movedFlag imap.Flag = "$MilepostMoved"

// Move moves a message to a folder, and creates the folder if it is missing. A
// UID that is gone is no error. Moving twice is harmless.
//
// On a server without MOVE the message is copied first, and only if that
// succeeded marked as deleted and expunged, by its UID alone. Without UIDPLUS it
// stays where it is with a keyword on it: a plain EXPUNGE would remove what
// others have marked.
func (in *Inbox) Move(ctx context.Context, uid uint32, folder string) error {
	set := imap.UIDSetNum(imap.UID(uid))
	there := false
	// Servers answer a MOVE of nothing in ways that not every client survives.
	err := in.do(ctx, func() (err error) {
		there, err = in.any(&imap.SearchCriteria{UID: []imap.UIDSet{set}})
		return err
	})
	if err == nil && there {
		err = in.moveInto(ctx, set, folder)
	}
	if err != nil {
		return fmt.Errorf("move: %w", cleanIMAP(err))
	}
	return nil
}

func (in *Inbox) moveInto(ctx context.Context, set imap.UIDSet, folder string) error {
	move := func() error { return in.moveByCopy(set, folder) }
	if in.move {
		move = func() error {
			_, err := in.client.Move(set, folder).Wait()
			return err
		}
	}
	err := in.do(ctx, move)
	if !isMissingFolder(err) {
		return err
	}
	if err := in.do(ctx, func() error { return in.create(folder) }); err != nil {
		return fmt.Errorf("create folder: %w", cleanIMAP(err))
	}
	return in.do(ctx, move)
}

// moveByCopy does what MOVE does, in steps that may be interrupted anywhere and
// repeated: at worst there are two copies, never none.
func (in *Inbox) moveByCopy(set imap.UIDSet, folder string) error {
	uncopied, err := in.any(&imap.SearchCriteria{UID: []imap.UIDSet{set}, NotFlag: []imap.Flag{movedFlag}})
	if err != nil {
		return err
	}
	if uncopied {
		if _, err := in.client.Copy(set, folder).Wait(); err != nil {
			return err
		}
	}
	if !in.uidPlus {
		return in.addFlags(set, imap.FlagSeen, movedFlag)
	}
	// A server that takes no keywords ignores or refuses the first one.
	if err := in.addFlags(set, movedFlag); err != nil && !isRefusal(err) {
		return err
	}
	if err := in.addFlags(set, imap.FlagDeleted); err != nil {
		return err
	}
	return in.client.UIDExpunge(set).Close()
}

// any reports whether the selected mailbox holds a message that fits.
func (in *Inbox) any(criteria *imap.SearchCriteria) (bool, error) {
	found, err := in.client.UIDSearch(criteria, nil).Wait()
	if err != nil {
		return false, err
	}
	return len(found.AllUIDs()) > 0, nil
}

func (in *Inbox) addFlags(set imap.UIDSet, flags ...imap.Flag) error {
	return in.client.Store(set, &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: flags}, nil).Close()
}

func (in *Inbox) create(folder string) error {
	err := in.client.Create(folder, nil).Wait()
	var refused *imap.Error
	if errors.As(err, &refused) && refused.Code == imap.ResponseCodeAlreadyExists {
		return nil // somebody else was faster
	}
	return err
}

// isMissingFolder reports whether the server says that the target is not there.
func isMissingFolder(err error) bool {
	var refused *imap.Error
	return errors.As(err, &refused) &&
		(refused.Code == imap.ResponseCodeTryCreate || refused.Code == imap.ResponseCodeNonExistent)
}

func isRefusal(err error) bool {
	var refused *imap.Error
	return errors.As(err, &refused)
}

// FindMessageID reports whether the mailbox, or one of the other folders, holds
// a mail with this Message-ID (without brackets): the evidence for a mail whose
// sending ended [Unknown]. Folders that do not exist are skipped. A recreated
// mailbox is an [ErrUIDValidity].
func (in *Inbox) FindMessageID(ctx context.Context, id string, folders ...string) (bool, error) {
	found, err := in.search(ctx, id)
	if err != nil || found || len(folders) == 0 {
		return found, err
	}
	for _, folder := range folders {
		err := in.do(ctx, func() error {
			_, err := in.client.Select(folder, &imap.SelectOptions{ReadOnly: true}).Wait()
			return err
		})
		if isRefusal(err) {
			continue
		}
		if err == nil {
			found, err = in.search(ctx, id)
		}
		if err != nil {
			return false, fmt.Errorf("look into folder: %w", cleanIMAP(err))
		}
		if found {
			break
		}
	}
	return found, in.reselect(ctx)
}

func (in *Inbox) search(ctx context.Context, id string) (bool, error) {
	if !IsMessageID(id) {
		return false, errors.New("search: malformed Message-ID")
	}
	found := false
	err := in.do(ctx, func() (err error) {
		found, err = in.any(&imap.SearchCriteria{
			Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID", Value: id}},
		})
		return err
	})
	if err != nil {
		return false, fmt.Errorf("search: %w", cleanIMAP(err))
	}
	return found, nil
}

// reselect goes back to the inbox's own mailbox. What arrived meanwhile was not
// announced, so it leaves a signal for Wait.
func (in *Inbox) reselect(ctx context.Context) error {
	before := in.status
	if err := in.do(ctx, in.selectMailbox); err != nil {
		return err
	}
	if in.status.UIDValidity != before.UIDValidity {
		return ErrUIDValidity
	}
	select {
	case in.news <- struct{}{}:
	default:
	}
	return nil
}
