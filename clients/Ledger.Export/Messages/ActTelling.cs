using Ledger.Exchange;

namespace Ledger.Export;

/// <summary>Tells one act: changes the books of its units, and drafts a message for each unit.</summary>
/// <param name="profile">The province's profile.</param>
/// <param name="shelf">The books.</param>
/// <param name="act">The act.</param>
internal sealed class ActTelling(ProvinceProfile profile, BookShelf shelf, BookAct act)
{
    private readonly List<MessageDraft> drafts = [];

    /// <summary>The act.</summary>
    public BookAct Act => act;

    /// <summary>The books.</summary>
    public BookShelf Shelf => shelf;

    /// <summary>Whether the province has the newer shape.</summary>
    public bool IsNewer => profile.NewerNames;

    /// <summary>RightType of a kind of right that A.8 has not.</summary>
    public string RightTypeOf(string kind) => profile.RightTypes.GetValueOrDefault(kind, "99");

    /// <summary>A draft for rows that are no message.</summary>
    public MessageDraft Silent(UnitBook book, string kind) => new(profile, act, book, "", kind, 100);

    /// <summary>The messages, one per unit.</summary>
    public IReadOnlyList<MessageDraft> Drafts => drafts;

    /// <summary>A new message.</summary>
    /// <param name="book">Its unit, as it is after the act.</param>
    /// <param name="businessNumber">The unit's number of the act.</param>
    /// <param name="kind">Kind of act as record types name it.</param>
    /// <param name="regType">A.21.</param>
    public MessageDraft Draft(UnitBook book, string businessNumber, string kind, int regType)
    {
        var draft = new MessageDraft(profile, act, book, businessNumber, kind, regType);
        drafts.Add(draft);
        return draft;
    }
}
