using MergeProgramme.Testing;

[assembly: AssemblyFixture(typeof(SharedHosts))]
