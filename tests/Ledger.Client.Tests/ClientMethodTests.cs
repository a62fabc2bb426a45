using Ledger.Acts;

namespace Ledger.Client.Tests;

/// <summary>
/// Every act goes through <see cref="LedgerClient.WriteAsync"/>; a typed method of a department's client takes an act of its door.
/// </summary>
public sealed class ClientMethodTests
{
    public static TheoryData<string> Departments => [.. Door.All.Select(static door => door.Department)];

    [Theory]
    [MemberData(nameof(Departments))]
    public void A_typed_method_of_a_departments_client_takes_an_act_of_its_door(string department)
    {
        var client = typeof(LedgerClient).GetProperties().Single(property => property.Name.Equals(department, StringComparison.OrdinalIgnoreCase)).PropertyType;
        var requests = ActForms.All.Select(static form => form.Request.ClrType).ToHashSet();

        var taken = client.GetMethods()
            .Where(static method => method.ReturnType == typeof(Task<WriteOutcome>))
            .Select(static method => method.GetParameters()[0].ParameterType)
            .Where(requests.Contains);

        Assert.NotEmpty(taken);
        Assert.Subset(Door.Of(department).Forms.Select(static form => form.Request.ClrType).ToHashSet(), taken.ToHashSet());
    }
}
