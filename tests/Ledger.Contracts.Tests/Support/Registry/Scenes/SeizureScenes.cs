using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Seizures from their entry to their end (events 68 to 71).</summary>
internal static class SeizureScenes
{
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("seizure", FlowCode.F800, static ledger => SaleScenes.Then(Opened(ledger), static book => book.Enter(1))),
        new("renewal", FlowCode.F801, static ledger => SaleScenes.Then(
            Entered(ledger, 1).At(Day.Of(2021, 6, 20)), static book => book.Renew(1))),
        new("lift", FlowCode.F802, static ledger => SaleScenes.Then(Entered(ledger, 36), static book => book.Lift(1))),
        new("hand-over", FlowCode.F803, static ledger => SaleScenes.Then(
            Entered(ledger, 36), static book => book.Ledger.Submit(Members.Registration, HandOver(book)))),
    ];

    private static SeizureBook Opened(TestLedger ledger)
    {
        new SaleCase(ledger).Open();
        return new(ledger);
    }

    private static SeizureBook Entered(TestLedger ledger, uint months)
    {
        var book = Opened(ledger);
        book.Enter(1, months).Accept();
        return book.At(Day.Of(2021, 6, 2));
    }

    private static SeizureHandedOver HandOver(SeizureBook book)
    {
        var lift = book.Lifting(1);
        return new()
        {
            Act = Acts.Of(),
            Recording = lift.Recording,
            UnitCode = lift.UnitCode,
            BusinessNumber = lift.BusinessNumber,
            Authority = SeizureBook.Court,
            DocumentNumber = lift.DocumentNumber,
            ToAuthority = SeizureBook.Police,
            HandOverDocumentNumber = lift.LiftDocumentNumber,
            Date = lift.Recording.RecordingDate,
        };
    }
}
