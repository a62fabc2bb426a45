using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Tests;

public sealed class SeizureTests
{
    private const string Court = "11441900000000019Y";
    private const string Notice = "（2021）粤1971执保123号";

    private readonly ulong now = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - 60_000;

    [Fact]
    public async Task A_unit_seized_before_its_book_was_opened_is_opened_and_freed()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);

        var entered = await clerk.SendAsync(Seizure(1), Clerk.Registration);
        var opened = await clerk.OpenAsync(Opening(2));
        var lifted = await clerk.SendAsync(Lift(3), Clerk.Registration);

        Assert.Equal([RecordState.Recorded, RecordState.Recorded, RecordState.Recorded], [entered.State, opened.State, lifted.State]);
    }

    [Fact]
    public async Task A_seizure_of_a_unit_without_a_book_is_lifted()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        await clerk.SendAsync(Seizure(1), Clerk.Registration);

        Assert.Equal(RecordState.Recorded, (await clerk.SendAsync(Lift(2), Clerk.Registration)).State);
    }

    private RegistrationWriteRequest Seizure(int serial) => Requests.Write(new RegistrationAct { EnterSeizure = SeizureAct(serial) });

    private RegistrationWriteRequest Lift(int serial) => Requests.Write(new RegistrationAct { LiftSeizure = LiftAct(serial) });

    private EnterSeizureRequest SeizureAct(int serial) => new()
    {
        Recording = Recording(serial),
        UnitCode = Requests.Flat,
        BusinessNumber = Number(serial + 5000),
        Kind = SeizureKind.PreSeizure,
        Authority = Court,
        DocumentNumber = Notice,
        DeliveryTimeMs = now,
        Term = new SeizureTerm { Months = 36 },
        Document = Document(),
    };

    private LiftSeizureRequest LiftAct(int serial) => new()
    {
        Recording = Recording(serial),
        UnitCode = Requests.Flat,
        BusinessNumber = Number(serial + 5000),
        Authority = Court,
        DocumentNumber = Notice,
        LiftDocumentNumber = Notice + "之一",
        Outcome = LiftOutcome.Released,
        Document = Document(),
    };

    private RegistrationWriteRequest Opening(int serial)
    {
        var request = Requests.OpeningAct();
        request.Recording = Recording(serial);
        request.Opening.BusinessNumber = Number(serial + 5000);
        request.Opening.Owners[0].Certificate = $"粤（{Day.At(now).Year}）东莞不动产权第{serial:D7}号";
        request.Document.Acknowledgements.Add(new AcknowledgementInput { Rule = "C-29", Reason = "PRE_SEIZED", Text = "预查封" });
        return Requests.Write(new RegistrationAct { OpenFirstRegistration = request });
    }

    private RecordingInput Recording(int serial)
        => new() { AcceptanceNumber = Number(serial), AcceptanceTimeMs = now, RecordingDate = Day.At(now).ToString() };

    private string Number(int serial) => $"{Day.At(now).Number}{serial:D4}";

    private static DocumentInput Document() => new() { Fields = { new DocumentField { Name = "notice", Value = "协助执行通知书" } } };
}
