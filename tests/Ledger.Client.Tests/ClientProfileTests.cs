
namespace Ledger.Client.Tests;

public sealed class ClientProfileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ledger-profile-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_saved_profile_is_loaded_as_it_was()
    {
        var saved = Profile().Save(folder);
        var loaded = ClientProfile.Load(folder);

        Assert.Equal(saved.Services["registration"], loaded.Services["registration"]);
        Assert.Equal(saved.Signer, loaded.Signer);
        Assert.Equal(saved.Origin, loaded.Origin);
        Assert.Equal(Path.Combine(folder, "policy.txt"), loaded.PathOf(loaded.Policy));
        Assert.Equal(Path.Combine(folder, "book.db"), loaded.BookPath);
    }

    [Fact]
    public void A_profile_is_loaded_by_its_file_too()
    {
        Profile().Save(folder);
        Assert.Equal("bank-officer", ClientProfile.Load(Path.Combine(folder, "profile.json")).Name);
    }

    [Fact]
    public void An_unknown_member_is_refused()
    {
        Profile().Save(folder);
        var file = Path.Combine(folder, "profile.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"name\"", "\"nickname\": \"x\",\n  \"name\""));
        Assert.Contains("nickname", Assert.Throws<ProfileException>(() => ClientProfile.Load(folder)).English);
    }

    [Fact]
    public void A_service_without_its_organisations_root_is_refused()
    {
        var profile = Profile() with { Roots = new Dictionary<string, string>(StringComparer.Ordinal) { ["bank-a"] = "roots/bank-a.pem" } };
        Assert.Contains("registration", Assert.Throws<ProfileException>(() => profile.Save(folder)).English);
    }

    [Fact]
    public void An_address_without_tls_is_refused()
    {
        var profile = Profile() with
        {
            Services = new Dictionary<string, ServiceAddress>(
                StringComparer.Ordinal)
            { ["registration"] = new() { Address = new Uri("http://localhost:1"), Organisation = "registration" } },
        };
        Assert.Contains("https", Assert.Throws<ProfileException>(() => profile.Save(folder)).English);
    }

    [Fact]
    public void A_saved_profile_is_its_owners_only_and_one_open_to_others_opens_no_client()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no Unix file modes");
        var profile = Profile().Save(Path.Combine(folder, "made"));
#pragma warning disable CA1416 // Unix is checked above.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(profile.Folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(profile.Folder, ClientProfile.FileName)));

        File.SetUnixFileMode(profile.Folder, File.GetUnixFileMode(profile.Folder) | UnixFileMode.OtherExecute);
        Assert.Contains($"chmod go-rwx '{profile.Folder}'", Assert.Throws<ProfileException>(() => LedgerClient.Connect(profile)).English);

        File.SetUnixFileMode(profile.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var key = profile.PathOf(profile.Signer!.Key);
        File.WriteAllText(key, "");
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains($"chmod go-rwx '{key}'", Assert.Throws<ProfileException>(() => LedgerClient.Connect(profile)).Chinese);
#pragma warning restore CA1416
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var fault = Assert.Throws<ProfileException>(() => ClientProfile.Load(Path.Combine(folder, "absent")));
        Assert.Contains("absent", fault.English);
        Assert.Contains("absent", fault.Chinese);
    }

    private static ClientProfile Profile() => new()
    {
        Name = "bank-officer",
        Origin = "ledger.localhost/dongguan",
        Organisation = "bank-a",
        Department = "finance",
        CreditCode = "91441900MA00000238",
        Services = new Dictionary<string, ServiceAddress>(StringComparer.Ordinal)
        {
            ["registration"] = new() { Address = new Uri("https://localhost:5001"), Organisation = "registration" },
        },
        Roots = new Dictionary<string, string>(StringComparer.Ordinal) { ["registration"] = "roots/registration.pem", ["bank-a"] = "roots/bank-a.pem" },
        Certificate = "operator.pem",
        Key = "operator.key",
        Policy = "policy.txt",
        Signers = "signers.pem",
        Signer = new() { Certificate = "signer.pem", Key = "signer.key" },
    };
}
