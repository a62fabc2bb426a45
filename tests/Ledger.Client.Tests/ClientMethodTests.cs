using Ledger.Acts;

namespace Ledger.Client.Tests;

/// <summary>Every form of an act has a door, and what comes through a door has a method of its client that takes the very request.</summary>
public sealed class ClientMethodTests
{
    public static TheoryData<string> Departments => [.. Door.All.Select(static door => door.Department)];

    [Theory]
    [MemberData(nameof(Departments))]
    public void A_departments_client_has_one_typed_method_for_each_of_its_acts(string department)
    {
        var client = typeof(LedgerClient).GetProperties().Single(property => property.Name.Equals(department, StringComparison.OrdinalIgnoreCase)).PropertyType;
        var requests = ActForms.All.Select(static form => form.Request.ClrType).ToHashSet();

        var taken = client.GetMethods()
            .Where(static method => method.ReturnType == typeof(Task<WriteOutcome>))
            .Select(static method => method.GetParameters()[0].ParameterType)
            .Where(requests.Contains);

        Assert.Equal(NamesOf(Door.Of(department).Forms.Select(static form => form.Request.ClrType)), NamesOf(taken));
    }

    private static IEnumerable<string> NamesOf(IEnumerable<Type> types) => types.Select(static type => type.Name).Order(StringComparer.Ordinal);
}
