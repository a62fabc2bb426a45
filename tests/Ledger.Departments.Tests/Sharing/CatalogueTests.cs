using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Facts;
using Ledger.V1;
using static Ledger.Departments.Tests.People;
using static Ledger.Departments.Tests.SharingCity;

namespace Ledger.Departments.Tests;

/// <summary>What departments offer: everybody sees it, its department alone changes it, and its hash stands on the ledger.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public async Task Every_member_sees_what_each_department_offers()
    {
        await using var city = await OpenAsync();
        foreach (var (department, items) in new[]
        {
            ("registration", "homes certificate-live title liens"), ("transaction", "price-filed"), ("tax", ""), ("finance", ""),
        })
        {
            var catalogue = Catalogue.Parser.ParseFrom((await GetAsync(city, department)).Catalogue);

            Assert.Equal((department, items), (catalogue.Department, string.Join(' ', catalogue.Items.Select(static item => item.Id))));
            Assert.Equal((2U, 5U), (catalogue.DecideWithin, catalogue.AnswerWithin));
            foreach (var item in catalogue.Items)
            {
                var answer = SharedAnswers.Find(department, item.Id)!;
                Assert.Equal((answer.Kind, answer.CountsAs), (item.Kind, item.CountsAs));
            }
        }
    }

    [Fact]
    public async Task A_department_changes_its_catalogue_and_the_ledger_holds_its_hash()
    {
        await using var city = await OpenAsync();
        var first = Catalogue.Parser.ParseFrom((await GetAsync(city, "registration")).Catalogue);
        first.Version = 1;
        first.Items.Single(static item => item.Id == "homes").Rules.Clear();
        await PublishAsync(city, first);

        var reply = await GetAsync(city, "registration");
        Assert.Equal(first, Catalogue.Parser.ParseFrom(reply.Catalogue));
        var page = AuthorisationPage.Parser.ParseFrom(Page.Parser.ParseFrom(reply.Page.Page).Body);
        Assert.Equal(ByteString.CopyFrom(SHA256.HashData(reply.Catalogue.Span)), page.Paper);

        // What was answered by rule now waits for an officer, and his deadline is the catalogue's.
        Assert.Equal(AnswerState.Waiting, (await city.AskAsync("tax", "registration", city.Homes(Bo))).State);

        var second = first.Clone();
        (second.Version, second.DecideWithin) = (2, 1);
        second.Items.Single(static item => item.Id == "homes").Degree = SharingDegree.NotShared;
        await PublishAsync(city, second);
        Assert.NotEqual(0UL, city.City.Read<AuthorisationPage>(PageKeys.Authorisation(page.Number))!.RevokedMs);
        Assert.Equal(second, Catalogue.Parser.ParseFrom((await GetAsync(city, "registration")).Catalogue));
        Assert.Equal(AnswerState.Refused, (await city.AskAsync("tax", "registration", city.Homes(Bo))).State);
    }

    [Fact]
    public async Task What_its_node_cannot_answer_is_not_offered_and_only_the_next_version_follows()
    {
        await using var city = await OpenAsync();
        var catalogue = Catalogue.Parser.ParseFrom((await GetAsync(city, "registration")).Catalogue);
        catalogue.Items[0].Id = "income";
        catalogue.Items[0].Fields[0].Grade = 5;

        var refused = await Details.RefusedAsync(StatusCode.InvalidArgument, PublishAsync(city, catalogue));

        Assert.Equal(
            ["catalogue.version", "catalogue.items[0].id", "catalogue.items[0].fields[0].grade"],
            Details.Of<InputFailure>(refused).Select(static fault => fault.Field));
    }

    private static Task<CatalogueReply> GetAsync(SharingCity city, string department)
        => city.CallAsync<CatalogueReply>(city.City.City["bank-b"].Operator, department, "GetCatalogue", new GetCatalogueRequest());

    private static Task<WriteReply> PublishAsync(SharingCity city, Catalogue catalogue)
        => city.CallAsync<WriteReply>(
            city.City.City["registration"].Issue("administrator"), "registration", "PublishCatalogue",
            new PublishCatalogueRequest { Context = city.Context(), Catalogue = catalogue });
}
