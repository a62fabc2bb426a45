using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>Profile 2 over gRPC: staff, the old book, and acts that stand on cases.</summary>
public sealed class FirstScenarioTests
{
    private const string Flat = "441900004001GB00012F00010101";
    private const string Parcel = "441900004001GB00012W00000000";

    private static PartyInput An => Requests.An;

    private static PartyInput Bo => Requests.Bo;

    [Fact]
    public async Task Staff_are_enrolled_the_old_book_is_taken_over_and_a_case_stands_behind_every_act()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.EnrolAsync();
        (await city.DoAsync("registration", Migrate(city, Parcel, 3, "2018-03-01"))).Ok();
        (await city.DoAsync("registration", Migrate(city, Flat, 4, "2018-03-02"))).Ok();

        city.At("2026-03-02 10:00");
        var file = city.Case("", (FlowCode.F600, Flat, [Bo]));
        (await city.RecordAsync(file, Object(city, file))).Ok();

        // Without a case of its own nothing is recorded; the operator alone may not review what it accepted.
        (await city.DoAsync("registration", Object(city, city.Case("", (FlowCode.F600, Flat, [Bo]))))).No("STATE");
        var own = city.Case("", (FlowCode.F600, Flat, [An]));
        own.Review.Reviewer = Google.Protobuf.ByteString.CopyFrom(city.City["registration"].Operator.Fingerprint);
        (await city.DoAsync("registration", own.Application, own.Review, Object(city, own))).No("C-74");

        // Nor does it state that another one reviewed.
        var stated = city.Case("", (FlowCode.F600, Flat, [An]));
        (await city.DoAsync("registration", stated.Application, stated.Review, Object(city, stated))).No("C-74");
    }

    private static OpenMigratedRequest Migrate(ScenarioCity city, string unit, uint right, string recorded) => new()
    {
        Recording = new()
        {
            AcceptanceNumber = city.Number(),
            AcceptanceTimeMs = city.NowMs,
            RecordingDate = recorded,
            RecordingTimeMs = (ulong)ScenarioCity.Instant($"{recorded} 10:00").ToUnixTimeMilliseconds(),
            Reviewer = Google.Protobuf.ByteString.CopyFrom(city.Reviewer.Fingerprint),
            Town = ScenarioCity.Town,
        },
        Opening = new()
        {
            UnitCode = unit,
            BusinessNumber = city.Number(),
            RightType = right,
            Use = 10,
            Area = "89.5",
            CoOwnership = CoOwnership.Single,
            Owners = { new OwnerInput { Party = An, Certificate = $"粤（2018）东莞不动产权第{right:D7}号" } },
        },
        MigrationDate = city.Today,
        Document = ScenarioCity.Papers(),
    };

    private static EnterObjectionRequest Object(ScenarioCity city, CaseFile file) => new()
    {
        Recording = file.At(city.NowMs),
        UnitCode = Flat,
        BusinessNumber = file.Business(Flat),
        Applicant = file.Application.Applicants[0].Parties[0],
        Ground = "WRONG_OWNER",
        Date = city.Today,
        Proof = city.Certificate("不动产证明"),
        Document = ScenarioCity.Papers(),
    };
}
