using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>授权查询: somebody may ask for some fields about one subject, for a purpose and a time.</summary>
internal sealed class SharingAuthorisedFlow() : Flow<SharingAuthorised, AuthorisationCase>(null, new("授权查询", "authorisation to share"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, SharingAuthorised e)
    {
        shape.Identifier<OfficeNumber>(e.Number, "number");
        shape.Hash(e.Subject, "subject");
        shape.Identifier<CreditCode>(Shape.F04, e.Asker, "asker");
        shape.Identifier<ReasonCode>(e.Purpose, "purpose");
        SharedFields.CheckShape(shape, e.Fields);
        shape.Known(e.Basis, "basis");
        if (shape.Date(e.From, "from") & shape.Date(e.Until, "until") && (e.Until < e.From || (e.Until == e.From && e.Revokes.Length == 0)))
            shape.Fault(Shape.C69, "until", e.Until, new("晚于起始日的日期；仅撤销时可相同", "a day after the first; the same only to revoke"));
        shape.Hash(e.Paper, "paper");
        if (e.Revokes.Length > 0)
            shape.Identifier<OfficeNumber>(e.Revokes, "revokes");
    }

    /// <inheritdoc/>
    protected override AuthorisationCase Load(SharingAuthorised e, Book book)
        => new(e, book.Authorisation(e.Number), e.Revokes.Length > 0 ? book.Authorisation(e.Revokes) : null);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, AuthorisationCase loaded, Signer signer)
    {
        var e = loaded.Event;
        NumberUnused.Check(judgement, loaded.View, OfficeNumber.Name, e.Number, "number");
        SharingIsOpen.CheckAuthoriser(judgement, e, signer);
        if (loaded.Revoked is { } revoked)
            SharingIsOpen.CheckRevoked(judgement, e, revoked, signer);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, AuthorisationCase loaded)
    {
        var e = loaded.Event;
        var page = new AuthorisationPage
        {
            Number = e.Number,
            Subject = e.Subject,
            Asker = e.Asker,
            Purpose = e.Purpose,
            Basis = e.Basis,
            From = e.From,
            Until = e.Until,
            Paper = e.Paper,
            Member = book.Signer.CreditCode,
        };
        page.Fields.AddRange(e.Fields);
        book.Write(loaded.View.Key, page);
        if (loaded.Revoked is not { Body: { } known } revoked)
            return;
        var ended = known.Clone();
        ended.RevokedMs = book.TimeMs;
        book.Write(revoked.Key, ended);
    }
}
