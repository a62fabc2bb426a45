using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Scenario 30 of events.md: two counters, four eyes, a promise over the Spring Festival, and an exception that is used once.</summary>
public sealed class CounterScenarioTests : IDisposable
{
    private readonly CaseFile file = new();

    [Fact]
    public void Scenario_30_counters()
    {
        // Accepted in Humen on 2026-02-13 and handed over to Chang'an; the acceptor does not review.
        file.At(file.Accepted, 8).Enrol();
        Submit(file.At(file.Accepted).Application(e => e.ExecutingTown = CaseFile.Humen));
        Submit(file.HandOver(CaseFile.Changan));
        file.Ledger.Submit(Members.Registration, file.Review(by: Counter.Operator)).Refuse("C-74");
        Submit(file.Review());

        // The fifth working day is 02-27; the Saturday after it is a working day too, and too late.
        file.Ledger.Judge(Members.Registration, file.At(Day.Of(2026, 2, 27)).Registration()).Accept();
        file.Ledger.Judge(Members.Registration, file.At(Day.Of(2026, 2, 28)).Registration()).Refuse("C-58");

        // The book has it on 02-27, the envelope comes on 03-02 behind a later act on the unit: one exception, one use.
        file.At(Day.Of(2026, 2, 27));
        var recorded = file.Registration();
        file.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Flat), new EncumbrancePage
        {
            UnitCode = SaleCase.Flat,
            RecordingMs = (ulong)Day.Of(2026, 2, 28).StartMilliseconds,
        });
        Submit(file.At(Day.Of(2026, 3, 2)).Exception("C-71", "FirstRegistered", SaleCase.Flat, e => e.Ground = "BOOK_EXTRACT"));
        recorded.Act.Exceptions.Add(new ExceptionUse { Rule = "C-71", Number = $"EX{file.Number}" });
        Submit(recorded);

        // A second case, of the garage, names the same exception.
        using var second = new CaseFile(new(file.Ledger) { Offset = 500 }) { Accepted = Day.Of(2026, 3, 3) };
        second.Flows = [second.Flow(FlowCode.F102, SaleCase.Garage, 1)];
        second.At(second.Accepted);
        Submit(second.Application());
        Submit(second.Review());
        second.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Garage), new EncumbrancePage
        {
            UnitCode = SaleCase.Garage,
            RecordingMs = second.Page.AcceptanceMs + 1,
        });
        var other = second.Sale.FirstRegistration(SaleCase.Garage, e =>
        {
            e.Recording = second.Recording();
            e.Recording.RecordingMs = second.Page.AcceptanceMs;
            second.Date(e.Opening);
            e.Opening.BusinessNumber = second.Flows[0].BusinessNumber;
            e.Act.Exceptions.Add(new ExceptionUse { Rule = "C-71", Number = $"EX{file.Number}" });
        });
        Assert.Contains(
            "it was used already", second.Ledger.Submit(Members.Registration, other).Refuse("C-71", "C-82").Of("C-82").MessageEn, StringComparison.Ordinal);
    }

    public void Dispose() => file.Dispose();

    private void Submit(Google.Protobuf.IMessage e) => file.Ledger.Submit(Members.Registration, e).Accept();
}
